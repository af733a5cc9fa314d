# needs: GROUPS JSON
on hostile-groups -gnj
