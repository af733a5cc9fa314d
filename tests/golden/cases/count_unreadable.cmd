# needs: COUNT
on unreadable -tuan --count=proto
