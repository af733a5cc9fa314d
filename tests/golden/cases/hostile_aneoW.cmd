# needs: UNIX
on hostile -aneoW
