# needs: UNIX SCTP
on sctp-ipv6 -aneoW
