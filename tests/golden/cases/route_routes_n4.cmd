on_route routes -n4
