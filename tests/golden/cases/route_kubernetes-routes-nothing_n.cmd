on_route kubernetes-routes-nothing -n
