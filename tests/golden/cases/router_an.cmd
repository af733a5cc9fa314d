# needs: UNIX
on router -an
