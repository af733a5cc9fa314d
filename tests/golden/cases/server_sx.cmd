# needs: STATISTICS
on server -sx
