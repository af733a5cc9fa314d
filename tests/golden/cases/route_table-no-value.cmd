# needs: NETLINK
route --table
