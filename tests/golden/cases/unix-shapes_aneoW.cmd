# needs: UNIX
on unix-shapes -aneoW
