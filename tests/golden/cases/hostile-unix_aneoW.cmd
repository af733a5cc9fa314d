# needs: UNIX
on hostile-unix -aneoW
