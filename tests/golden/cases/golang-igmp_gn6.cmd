# needs: GROUPS
on golang-igmp --groups --numeric --inet6
