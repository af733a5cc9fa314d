on_route jackpal-routes-random -n
