# needs: STATISTICS
on router -sv
