# needs: JSON
on_route hostile-routes -n46j
