on ipv4-only -A inet6 -an
