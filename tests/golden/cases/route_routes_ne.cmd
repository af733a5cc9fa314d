on_route routes -ne
