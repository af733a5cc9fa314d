on ipv4-only -Uan
