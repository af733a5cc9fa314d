# needs: PROGRAMS SCTP
on server -Sanpe
