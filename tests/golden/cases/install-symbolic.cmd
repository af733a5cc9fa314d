# needs: INSTALL IFSTAT ROUTE
links && netlet --install -s . && ls && ./netstat -V
