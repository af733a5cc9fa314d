# needs: JSON
on_route routes -n46j
