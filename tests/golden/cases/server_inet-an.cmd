# needs: SCTP
on server --inet -an
