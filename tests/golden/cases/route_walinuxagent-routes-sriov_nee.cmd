on_route walinuxagent-routes-sriov -nee
