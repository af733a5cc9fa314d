on ipv4-only -wan
