# needs: PROGRAMS UNIX
on server -xanpW
