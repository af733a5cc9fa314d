on_route routes -nv6
