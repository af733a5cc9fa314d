# needs: GROUPS NETNS
netstat --proc tests/roots/netns/proc --all-netns -gn
