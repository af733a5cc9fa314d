# needs: JSON SCTP
on sctp-ipv6 -Sanj
