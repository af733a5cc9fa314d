# needs: SCTP
on sctp-ipv6 -Sln
