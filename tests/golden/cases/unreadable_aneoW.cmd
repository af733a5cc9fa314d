# needs: UNIX
on unreadable -aneoW
