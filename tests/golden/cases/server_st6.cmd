# needs: STATISTICS
on server -st6
