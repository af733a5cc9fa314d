# needs: COUNT
netstat -tan --count remote
