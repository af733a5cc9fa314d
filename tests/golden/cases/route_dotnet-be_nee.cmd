# needs: big-endian
big_route dotnet-be -nee
