on_route routes --inet6 -n
