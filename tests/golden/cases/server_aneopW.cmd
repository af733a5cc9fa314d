# needs: PROGRAMS UNIX SCTP
on server -aneopW
