# needs: HOSTS
names on_route routes -ee
