# needs: NETSTAT
netlet --list
