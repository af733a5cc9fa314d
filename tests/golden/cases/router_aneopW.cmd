# needs: PROGRAMS UNIX
on router -aneopW
