# needs: UNIX
on unix-no-heading -aneoW
