# needs: SCTP
on sctp-ipv6 -San4
