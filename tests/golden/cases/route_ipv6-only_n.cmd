on_route ipv6-only -n
