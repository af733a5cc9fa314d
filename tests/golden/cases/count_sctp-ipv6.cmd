# needs: COUNT SCTP
on sctp-ipv6 -Sn --count=remote
