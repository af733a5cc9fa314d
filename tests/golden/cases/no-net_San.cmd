# needs: SCTP
on no-net -San
