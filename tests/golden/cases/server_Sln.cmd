# needs: SCTP
on server -Sln
