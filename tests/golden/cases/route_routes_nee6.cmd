on_route routes -nee6
