on_route little-endian -nee
