# needs: NETLINK
route -n --table nothing-that-is-there
