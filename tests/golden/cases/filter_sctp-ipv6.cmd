# needs: FILTERS SCTP
on sctp-ipv6 -San --local fe80::1
