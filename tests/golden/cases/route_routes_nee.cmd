on_route routes -nee
