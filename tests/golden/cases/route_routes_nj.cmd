# needs: JSON
on_route routes -nj
