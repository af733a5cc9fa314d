# needs: ROUTES
on kubernetes-routes-nothing -rn
