# needs: UNIX
on server -xln
