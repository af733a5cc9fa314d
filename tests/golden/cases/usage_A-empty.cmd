# needs: UNIX
netstat -A ''
