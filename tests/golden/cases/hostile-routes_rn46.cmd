# needs: ROUTES
on hostile-routes -rn46
