# needs: ROUTES
on routes -rN
