# needs: PROGRAMS UNIX
on little-endian -aneopW
