on ipv4-only -Sanv
