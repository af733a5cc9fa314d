on_route routes -nFC
