# needs: STATISTICS
on server -sw
