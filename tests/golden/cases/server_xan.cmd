# needs: UNIX
on server -xan
