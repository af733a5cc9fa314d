# needs: NETNS JSON
route --proc tests/roots/netns/proc -nj --netns 42
