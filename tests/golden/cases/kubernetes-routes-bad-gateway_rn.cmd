# needs: ROUTES
on kubernetes-routes-bad-gateway -rn
