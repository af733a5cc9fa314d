on_route routes --protocol=inet6 --numeric
