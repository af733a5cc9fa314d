# needs: STATISTICS
on server -st
