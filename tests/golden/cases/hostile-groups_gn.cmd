# needs: GROUPS
on hostile-groups -gn
