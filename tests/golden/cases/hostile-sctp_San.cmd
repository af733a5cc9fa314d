# needs: SCTP
on hostile-sctp -San
