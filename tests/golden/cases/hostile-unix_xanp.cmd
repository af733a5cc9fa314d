# needs: PROGRAMS UNIX
on hostile-unix -xanp
