# needs: UNIX
on ipv4-only -aneoW
