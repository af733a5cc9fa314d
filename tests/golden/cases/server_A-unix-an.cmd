# needs: UNIX SCTP
on server -A unix -an
