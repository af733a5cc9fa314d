# needs: IFACES
on dotnet-le -i
