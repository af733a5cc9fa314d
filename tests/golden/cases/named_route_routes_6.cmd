# needs: HOSTS
names on_route routes -6
