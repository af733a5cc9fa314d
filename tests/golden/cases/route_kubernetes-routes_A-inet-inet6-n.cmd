on_route kubernetes-routes -A inet,inet6 -n
