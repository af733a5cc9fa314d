on_route jackpal-routes -n
