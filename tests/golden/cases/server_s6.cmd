# needs: STATISTICS
on server -s6
