# needs: UNIX SCTP NAMES
names on server -aeW
