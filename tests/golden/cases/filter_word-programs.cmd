# needs: FILTERS PROGRAMS
on router -tuan --prog
