# needs: UNIX
on empty-files -aneoW
