# needs: FILTERS SCTP
on hostile-sctp -San --local 192.0.2.12
