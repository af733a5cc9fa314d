# needs: ROUTES
on routes -rnv
