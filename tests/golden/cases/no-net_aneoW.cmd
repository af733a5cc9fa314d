# needs: UNIX
on no-net -aneoW
