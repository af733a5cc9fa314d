# needs: JSON
on_route no-net -nj
