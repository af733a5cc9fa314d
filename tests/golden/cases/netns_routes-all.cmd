# needs: ROUTES NETNS
netstat --proc tests/roots/netns/proc --all-netns -rn
