on_route little-endian -n6
