on_route dotnet-le -nC6
