on_route routes -n64
