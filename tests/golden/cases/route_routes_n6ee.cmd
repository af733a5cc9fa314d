on_route routes -n6ee
