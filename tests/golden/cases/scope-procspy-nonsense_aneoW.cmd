# needs: UNIX
on scope-procspy-nonsense -aneoW
