# needs: UNIX SCTP
on server -aneoW
