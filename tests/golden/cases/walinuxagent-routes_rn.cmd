# needs: ROUTES
on walinuxagent-routes -rn
