# needs: UNIX SCTP
on headings-only -aneoW
