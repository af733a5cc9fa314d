# needs: PROGRAMS UNIX
on hostile -aneopW
