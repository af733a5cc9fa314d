# needs: NETSTAT INSTALL HELP
netlet --help
