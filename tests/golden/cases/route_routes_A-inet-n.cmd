on_route routes -A inet -n
