on_route dotnet-le -nee
