# needs: ROUTES
on kubernetes-routes -rnee
