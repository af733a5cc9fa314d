on_route routes --inet --inet6 --numeric
