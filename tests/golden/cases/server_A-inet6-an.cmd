# needs: SCTP
on server -A inet6 -an
