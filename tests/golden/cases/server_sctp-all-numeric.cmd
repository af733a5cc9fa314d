# needs: SCTP
on server --sctp --all --numeric
