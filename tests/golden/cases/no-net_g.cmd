# needs: GROUPS
on no-net -g
