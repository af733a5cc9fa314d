# needs: UNIX SCTP
on server -xan4
