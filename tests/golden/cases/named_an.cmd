# needs: UNIX SCTP NAMES
names on server -an
