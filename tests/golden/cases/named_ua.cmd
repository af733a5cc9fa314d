# needs: NAMES
names on server -ua
