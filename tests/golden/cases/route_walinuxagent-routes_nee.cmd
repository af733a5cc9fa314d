on_route walinuxagent-routes -nee
