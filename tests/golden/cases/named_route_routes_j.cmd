# needs: HOSTS JSON
names on_route routes -j
