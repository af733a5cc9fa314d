# needs: SCTP
on server -an4
