on_route routes -n46
