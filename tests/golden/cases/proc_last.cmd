netstat --proc tests/roots/no-net/proc --proc tests/roots/ipv4-only/proc -tan
