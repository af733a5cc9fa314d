on_route jackpal-routes-none -nee
