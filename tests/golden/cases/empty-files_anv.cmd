# needs: UNIX SCTP
on empty-files -anv
