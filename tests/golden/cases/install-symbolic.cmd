# needs: INSTALL
links && netlet --install -s . && ls && ./netstat -V
