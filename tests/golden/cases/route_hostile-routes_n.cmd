on_route hostile-routes -n
