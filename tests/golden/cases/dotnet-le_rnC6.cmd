# needs: ROUTES
on dotnet-le -rnC6
