# needs: STATISTICS
on router -su
