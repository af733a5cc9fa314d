# needs: STATISTICS
on router -s
