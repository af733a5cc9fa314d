on ipv6-only -an4
