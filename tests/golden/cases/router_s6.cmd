# needs: STATISTICS
on router -s6
