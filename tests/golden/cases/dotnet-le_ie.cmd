# needs: IFACES
on dotnet-le -ie
