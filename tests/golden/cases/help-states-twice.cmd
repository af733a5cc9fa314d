# needs: STATES
netstat --help states states
