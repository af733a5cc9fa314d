# needs: HOSTS
names on_route routes -46
