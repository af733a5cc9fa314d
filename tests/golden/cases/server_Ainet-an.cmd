# needs: SCTP
on server -Ainet -an
