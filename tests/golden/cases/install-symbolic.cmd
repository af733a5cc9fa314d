# needs: INSTALL IFSTAT ROUTE SYNWATCH
links && netlet --install -s . && ls && ./netstat -V
