# needs: UNIX
on ipv6-only -an
