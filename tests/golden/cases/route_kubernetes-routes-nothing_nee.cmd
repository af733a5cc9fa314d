on_route kubernetes-routes-nothing -nee
