# needs: STATISTICS
on server -sU
