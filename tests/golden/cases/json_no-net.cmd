# needs: JSON
on no-net -anj
