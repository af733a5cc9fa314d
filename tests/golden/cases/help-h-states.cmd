# needs: STATES
netstat -h states
