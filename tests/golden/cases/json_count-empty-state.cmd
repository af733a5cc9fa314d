# needs: COUNT JSON
on router -tuanj --count
