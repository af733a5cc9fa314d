# needs: UNIX
on router -aneo
