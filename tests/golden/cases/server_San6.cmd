# needs: SCTP
on server -San6
