# needs: ROUTES
on routes -rn6
