# needs: ROUTES
on kubernetes-routes-bad -rnee
