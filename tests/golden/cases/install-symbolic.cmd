# needs: INSTALL ROUTE
links && netlet --install -s . && ls && ./netstat -V
