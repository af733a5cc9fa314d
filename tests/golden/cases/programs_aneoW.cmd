# needs: UNIX
on programs -aneoW
