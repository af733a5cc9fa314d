# needs: PROGRAMS SCTP
on insights-sctp-rhel6 -Sanp
