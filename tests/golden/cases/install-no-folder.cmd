# needs: NETSTAT INSTALL
links && netlet --install -s nowhere
