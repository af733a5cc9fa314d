# needs: UNIX
netstat -A ,inet
