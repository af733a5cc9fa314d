# needs: STATISTICS
# needs: JSON
netstat --proc tests/roots/server/proc -saj | sed -n '1p;$p'
