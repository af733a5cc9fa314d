# needs: COUNT UNIX SCTP
on server -an --count
