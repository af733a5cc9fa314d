netstat -tan --proc tests/roots/ipv4-only/proc --no
