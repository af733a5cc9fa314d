on_route routes -4 -6 -n
