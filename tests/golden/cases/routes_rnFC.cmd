# needs: ROUTES
on routes -rnFC
