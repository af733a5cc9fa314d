# needs: UNIX
netstat -A inet7
