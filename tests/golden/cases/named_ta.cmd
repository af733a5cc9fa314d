# needs: NAMES
names on server -ta
