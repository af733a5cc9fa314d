on_route routes -n --ext -4
