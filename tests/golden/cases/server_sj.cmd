# needs: STATISTICS
# needs: JSON
netstat --proc tests/roots/server/proc -sj
