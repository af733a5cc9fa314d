on_route routes --numeric --verbose
