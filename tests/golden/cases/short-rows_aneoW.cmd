# needs: UNIX
on short-rows -aneoW
