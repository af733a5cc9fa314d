# needs: PROGRAMS UNIX
on server -xanp
