# needs: ROUTES
on ipv4-only -rn6
