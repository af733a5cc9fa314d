# needs: NETLINK
route --proc tests/roots/routes/proc -n --table main
