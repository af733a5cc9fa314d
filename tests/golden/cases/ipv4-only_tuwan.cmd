on ipv4-only -tuwan
