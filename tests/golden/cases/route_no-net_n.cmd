on_route no-net -n
