# needs: UNIX
on scope-procspy-duplicates -aneoW
