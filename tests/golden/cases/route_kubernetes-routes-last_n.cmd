on_route kubernetes-routes-last -n
