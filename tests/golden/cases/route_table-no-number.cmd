# needs: NETLINK
route -n --table 4294967296
