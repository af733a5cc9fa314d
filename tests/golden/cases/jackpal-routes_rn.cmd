# needs: ROUTES
on jackpal-routes -rn
