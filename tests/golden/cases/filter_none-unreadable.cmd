# needs: FILTERS
on unreadable -tuan --port 9
