# needs: SCTP
on insights-sctp-rhel6 -Sln
