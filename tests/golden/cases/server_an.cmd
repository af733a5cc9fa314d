# needs: UNIX SCTP
on server -an
