# needs: UNIX
on scope-procspy -aneoW
