on_route hostile-routes -nee
