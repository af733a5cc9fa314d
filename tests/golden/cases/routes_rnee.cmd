# needs: ROUTES
on routes -rnee
