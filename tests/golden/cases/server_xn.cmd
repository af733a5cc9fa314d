# needs: UNIX
on server -xn
