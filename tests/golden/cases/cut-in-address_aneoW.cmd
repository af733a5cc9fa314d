# needs: UNIX
on cut-in-address -aneoW
