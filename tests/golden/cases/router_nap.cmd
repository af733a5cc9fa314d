# needs: PROGRAMS UNIX
on router -nap
