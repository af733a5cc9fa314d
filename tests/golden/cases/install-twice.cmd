# needs: NETSTAT INSTALL
links && netlet --install -s . && netlet --install -s . && ls
