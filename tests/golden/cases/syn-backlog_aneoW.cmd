# needs: UNIX
on syn-backlog -aneoW
