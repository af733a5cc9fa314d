# needs: UNIX SCTP
on insights-sctp-rhel6 -aneoW
