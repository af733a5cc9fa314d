# needs: STATISTICS
on dotnet-le -s
