# needs: NAMES
names on server -tl
