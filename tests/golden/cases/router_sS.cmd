# needs: STATISTICS
on router -sS
