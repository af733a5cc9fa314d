on_route routes -A inet6,inet -n
