# needs: STATES
netstat --help states
