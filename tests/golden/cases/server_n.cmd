# needs: UNIX SCTP
on server -n
