on_route walinuxagent-routes-sriov -n
