# needs: STATES
netstat --help ports
