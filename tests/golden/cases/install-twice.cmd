# needs: NETSTAT INSTALL IFSTAT ROUTE
links && netlet --install -s . && netlet --install -s . && ls
