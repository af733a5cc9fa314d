# needs: SCTP
on server -an6
