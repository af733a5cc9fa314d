on_route kubernetes-routes -n
