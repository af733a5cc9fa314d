# needs: UNIX
on psutil-unix -aneoW
