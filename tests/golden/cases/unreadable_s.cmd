# needs: STATISTICS
on unreadable -s
