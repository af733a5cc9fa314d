# needs: PROGRAMS SCTP
on hostile-sctp -Sanpe
