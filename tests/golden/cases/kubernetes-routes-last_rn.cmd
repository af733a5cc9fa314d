# needs: ROUTES
on kubernetes-routes-last -rn
