# needs: NETSTAT INSTALL HELP ROUTE
netlet -h
