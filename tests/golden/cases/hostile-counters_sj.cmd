# needs: STATISTICS
# needs: JSON
netstat --proc tests/roots/hostile-counters/proc -sj
