# needs: PROGRAMS UNIX
on unix-only -aneopW
