# needs: NETSTAT INSTALL ROUTE
links && netlet --install -s . && netlet --install -s . && ls
