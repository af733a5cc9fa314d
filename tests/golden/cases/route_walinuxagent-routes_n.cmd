on_route walinuxagent-routes -n
