# needs: ROUTES
on routes -rn46
