cd tests/roots/ipv4-only/proc && netstat -uan --proc .
