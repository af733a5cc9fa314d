# needs: NETNS
route --proc tests/roots/netns/proc -n --netns 5
