# needs: ROUTES
on routes -rnC
