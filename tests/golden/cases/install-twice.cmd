# needs: NETSTAT INSTALL IFSTAT ROUTE SYNWATCH
links && netlet --install -s . && netlet --install -s . && ls
