# needs: ROUTES NETNS JSON
netstat --proc tests/roots/netns/proc --all-netns -rnj
