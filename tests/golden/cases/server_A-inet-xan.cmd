# needs: UNIX SCTP
on server -A inet -xan
