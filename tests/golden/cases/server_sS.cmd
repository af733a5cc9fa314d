# needs: STATISTICS
on server -sS
