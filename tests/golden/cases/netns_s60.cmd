# needs: STATISTICS NETNS
netstat --proc tests/roots/netns/proc -su --netns 60
