# needs: UNIX
on server -xan6
