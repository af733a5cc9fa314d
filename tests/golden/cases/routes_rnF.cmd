# needs: ROUTES
on routes -rnF
