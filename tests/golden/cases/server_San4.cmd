# needs: SCTP
on server -San4
