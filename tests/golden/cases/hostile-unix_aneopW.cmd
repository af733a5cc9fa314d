# needs: PROGRAMS UNIX
on hostile-unix -aneopW
