# needs: STATISTICS
on server -sU6
