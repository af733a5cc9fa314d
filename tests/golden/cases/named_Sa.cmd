# needs: SCTP NAMES
names on server -Sa
