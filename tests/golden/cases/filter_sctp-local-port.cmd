# needs: FILTERS SCTP
on insights-sctp-rhel6 -San --local 172.31.1.2:11166,10.0.0.70:11165
