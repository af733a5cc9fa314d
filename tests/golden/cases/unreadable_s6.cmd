# needs: STATISTICS
on unreadable -s6
