# needs: ROUTES HOSTS
names on routes -r
