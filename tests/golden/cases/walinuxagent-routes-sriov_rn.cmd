# needs: ROUTES
on walinuxagent-routes-sriov -rn
