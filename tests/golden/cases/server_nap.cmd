# needs: PROGRAMS UNIX SCTP
on server -nap
