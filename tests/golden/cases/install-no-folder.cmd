# needs: NETSTAT INSTALL ROUTE
links && netlet --install -s nowhere
