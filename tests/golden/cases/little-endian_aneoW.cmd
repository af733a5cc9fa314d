# needs: UNIX
on little-endian -aneoW
