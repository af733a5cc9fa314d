# needs: STATISTICS
on server -sw4
