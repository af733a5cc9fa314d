# needs: SCTP
on headings-only -San
