on_route routes -nv
