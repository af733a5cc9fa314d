# needs: ROUTES
on kubernetes-routes -rn
