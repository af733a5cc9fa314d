# needs: PROGRAMS UNIX SCTP
on hostile-sctp -aneopW
