# needs: NETSTAT INSTALL HELP ROUTE
netlet --help
