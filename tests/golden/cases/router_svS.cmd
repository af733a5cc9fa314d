# needs: STATISTICS
on router -svS
