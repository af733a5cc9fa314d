# needs: JSON
on_route routes -n6j
