# needs: UNIX SCTP NAMES
names on server -ae --numeric-ports --numeric-users
