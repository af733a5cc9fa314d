# needs: PROGRAMS NAMES
names on server -tape
