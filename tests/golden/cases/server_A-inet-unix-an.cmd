# needs: UNIX SCTP
on server -A inet,unix -an
