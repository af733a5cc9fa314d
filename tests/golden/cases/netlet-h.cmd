# needs: NETSTAT INSTALL HELP
netlet -h
