on_route jackpal-routes -nee
