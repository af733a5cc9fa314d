on ipv4-only -tan
