on ipv4-only -an6
