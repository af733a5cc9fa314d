# needs: STATISTICS
on ipv4-only -s
