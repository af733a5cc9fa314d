# needs: GROUPS
on empty-files -g
