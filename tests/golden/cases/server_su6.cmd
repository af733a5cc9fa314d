# needs: STATISTICS
on server -su6
