on ipv4-only -n6
