# needs: ROUTES
on routes -rn
