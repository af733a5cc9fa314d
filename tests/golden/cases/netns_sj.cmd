# needs: STATISTICS NETNS JSON
netstat --proc tests/roots/netns/proc -sj --all-netns
