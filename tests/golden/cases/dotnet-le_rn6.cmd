# needs: ROUTES
on dotnet-le -rn6
