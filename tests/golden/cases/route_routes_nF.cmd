on_route routes -nF
