# needs: UNIX
netstat -A inet -A ipx
