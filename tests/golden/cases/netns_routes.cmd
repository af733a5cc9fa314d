# needs: ROUTES NETNS
netstat --proc tests/roots/netns/proc --netns 42 -rn
