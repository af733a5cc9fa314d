on ipv6-only -tan4
