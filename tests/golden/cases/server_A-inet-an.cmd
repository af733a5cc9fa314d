# needs: SCTP
on server -A inet -an
