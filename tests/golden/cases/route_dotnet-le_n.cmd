on_route dotnet-le -n
