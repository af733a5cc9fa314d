# needs: STATISTICS NETNS
netstat --proc tests/roots/netns/proc -s --all-netns
