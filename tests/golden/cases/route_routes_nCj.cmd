# needs: JSON
on_route routes -nCj
