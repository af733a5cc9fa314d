on_route jackpal-routes-none -n
