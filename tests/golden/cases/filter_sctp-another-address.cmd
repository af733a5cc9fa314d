# needs: FILTERS SCTP
on insights-sctp-rhel6 -San --remote 10.0.0.77
