# needs: UNIX
on router -aneoW
