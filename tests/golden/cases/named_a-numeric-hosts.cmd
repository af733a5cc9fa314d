# needs: UNIX SCTP NAMES
names on server -a --numeric-hosts
