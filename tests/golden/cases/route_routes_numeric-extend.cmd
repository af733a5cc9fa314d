on_route routes --numeric --extend
