# needs: SCTP
on server -San
