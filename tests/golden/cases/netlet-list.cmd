# needs: NETSTAT ROUTE
netlet --list
