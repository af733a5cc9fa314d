# needs: UNIX
on no-net -xan
