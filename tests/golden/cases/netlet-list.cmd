# needs: NETSTAT IFSTAT ROUTE
netlet --list
