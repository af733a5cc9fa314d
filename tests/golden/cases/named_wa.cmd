# needs: NAMES
names on server -wa
