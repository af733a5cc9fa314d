# needs: SCTP
on server --inet6 -an
