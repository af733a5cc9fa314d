on_route routes -A inet,inet6 -n
