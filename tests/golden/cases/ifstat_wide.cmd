# needs: IFSTAT
netlet ifstat -a --total --proc tests/roots/interfaces/proc
