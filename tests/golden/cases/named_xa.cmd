# needs: UNIX NAMES
names on server -xa
