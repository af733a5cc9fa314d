# needs: UNIX
on unix-only -xan
