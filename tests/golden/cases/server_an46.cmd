# needs: SCTP
on server -an46
