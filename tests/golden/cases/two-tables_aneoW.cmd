# needs: UNIX
on two-tables -aneoW
