# needs: JSON
netstat -tan --json=1
