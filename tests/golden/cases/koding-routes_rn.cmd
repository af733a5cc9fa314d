# needs: ROUTES
on koding-routes -rn
