# needs: UNIX
on dotnet-le -aneoW
