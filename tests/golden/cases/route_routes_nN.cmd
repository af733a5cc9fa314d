on_route routes -nN
