# needs: ROUTES
on kubernetes-routes-bad -rn
