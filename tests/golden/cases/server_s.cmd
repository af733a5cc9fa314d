# needs: STATISTICS
on server -s
