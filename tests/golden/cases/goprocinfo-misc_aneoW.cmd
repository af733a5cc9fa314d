# needs: UNIX
on goprocinfo-misc -aneoW
