# needs: UNIX
on odd-states -aneoW
