# needs: COUNT
netstat -tan --top 3
