# needs: GROUPS NETNS JSON
netstat --proc tests/roots/netns/proc --netns 42 -gn4j
