# needs: PROGRAMS
on router -nap6
