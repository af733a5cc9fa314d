# needs: COUNT SCTP
on insights-sctp-rhel6 -San --count=local/24
