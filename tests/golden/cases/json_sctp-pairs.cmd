# needs: JSON SCTP
on insights-sctp-rhel6 -Sanj
