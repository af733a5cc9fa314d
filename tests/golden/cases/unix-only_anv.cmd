# needs: UNIX SCTP
on unix-only -anv
