# needs: PROGRAMS UNIX
on programs -aneopW
