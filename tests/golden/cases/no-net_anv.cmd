# needs: UNIX SCTP
on no-net -anv
