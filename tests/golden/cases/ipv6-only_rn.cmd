# needs: ROUTES
on ipv6-only -rn
