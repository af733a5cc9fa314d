# needs: UNIX SCTP
on server -ln
