# needs: UNIX
netstat -A INET
