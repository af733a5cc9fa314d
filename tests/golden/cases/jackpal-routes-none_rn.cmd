# needs: ROUTES
on jackpal-routes-none -rn
