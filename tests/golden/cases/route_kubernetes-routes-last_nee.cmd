on_route kubernetes-routes-last -nee
