# needs: GROUPS
on golang-igmp -gn4
