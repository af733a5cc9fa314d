# needs: COUNT SCTP FILTERS
on insights-sctp-rhel6 -San --count --local 192.168.11.2
