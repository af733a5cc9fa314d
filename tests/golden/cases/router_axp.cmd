# needs: PROGRAMS UNIX
on router -axp
