# needs: UNIX SCTP
on ipv6-only -anv
