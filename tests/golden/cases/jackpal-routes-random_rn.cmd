# needs: ROUTES
on jackpal-routes-random -rn
