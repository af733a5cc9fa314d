# needs: FILTERS
on unreadable -an --port 53
