# needs: UNIX
on server -xaneo
