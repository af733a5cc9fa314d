# needs: NAMES
names on server -ul
