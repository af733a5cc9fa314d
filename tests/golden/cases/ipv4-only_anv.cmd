# needs: UNIX SCTP
on ipv4-only -anv
