# needs: PROGRAMS UNIX SCTP
on server -lanpW
