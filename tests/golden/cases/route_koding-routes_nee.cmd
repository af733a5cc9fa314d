on_route koding-routes -nee
