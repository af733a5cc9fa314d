on_route kubernetes-routes-bad -n6
