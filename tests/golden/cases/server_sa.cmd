# needs: STATISTICS
on server -s -a
