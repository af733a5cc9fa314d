on_route routes -n
