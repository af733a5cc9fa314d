on_route koding-routes -n46
