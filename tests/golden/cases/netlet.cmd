# needs: NETSTAT INSTALL HELP
netlet
