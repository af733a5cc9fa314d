# needs: UNIX
on cut-but-whole -aneoW
