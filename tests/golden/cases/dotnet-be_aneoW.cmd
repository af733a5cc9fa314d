# needs: UNIX SCTP big-endian
big dotnet-be -aneoW
