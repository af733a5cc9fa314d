on ipv4-only -an46
