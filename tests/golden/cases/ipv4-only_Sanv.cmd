# needs: SCTP
on ipv4-only -Sanv
