# needs: PROGRAMS UNIX
on programs -xanp
