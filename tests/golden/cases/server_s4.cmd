# needs: STATISTICS
on server -s4
