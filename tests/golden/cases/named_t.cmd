# needs: NAMES
names on server -t
