# needs: NETSTAT IFSTAT ROUTE SYNWATCH
netlet --list
