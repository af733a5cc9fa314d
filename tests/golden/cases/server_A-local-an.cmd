# needs: UNIX SCTP
on server -A local -an
