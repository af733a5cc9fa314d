on_route routes -nCee
