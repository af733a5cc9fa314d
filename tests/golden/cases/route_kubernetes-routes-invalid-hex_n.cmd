on_route kubernetes-routes-invalid-hex -n
