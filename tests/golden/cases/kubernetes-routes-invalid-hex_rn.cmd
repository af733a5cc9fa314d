# needs: ROUTES
on kubernetes-routes-invalid-hex -rn
