# needs: HELP ROUTE ROUTE_CHANGE JSON NETLINK NETNS
netlet route --help
