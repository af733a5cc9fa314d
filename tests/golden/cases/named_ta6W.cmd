# needs: NAMES
names on server -ta6W
