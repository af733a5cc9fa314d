on_route routes -nC
