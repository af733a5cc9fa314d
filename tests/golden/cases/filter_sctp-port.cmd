# needs: FILTERS SCTP
on insights-sctp-rhel6 -Sn --port 11166
