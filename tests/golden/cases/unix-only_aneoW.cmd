# needs: UNIX
on unix-only -aneoW
