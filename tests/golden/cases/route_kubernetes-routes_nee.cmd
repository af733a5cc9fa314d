on_route kubernetes-routes -nee
