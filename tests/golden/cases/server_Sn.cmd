# needs: SCTP
on server -Sn
