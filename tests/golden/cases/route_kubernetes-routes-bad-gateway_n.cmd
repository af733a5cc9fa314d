on_route kubernetes-routes-bad-gateway -n
