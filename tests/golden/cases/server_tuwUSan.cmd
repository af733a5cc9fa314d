# needs: SCTP
on server -tuwUSan
