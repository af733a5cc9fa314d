# needs: PROGRAMS
on router -nlpt
