on_route routes -nCe
