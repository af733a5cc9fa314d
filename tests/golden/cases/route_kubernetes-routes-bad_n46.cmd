on_route kubernetes-routes-bad -n46
