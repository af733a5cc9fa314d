# needs: STATISTICS
on router -su6
