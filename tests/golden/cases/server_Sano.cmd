# needs: SCTP
on server -Sano
