# needs: NAMES
names on server -Ua
