# needs: UNIX SCTP
on hostile-sctp -aneoW
