# needs: ROUTES
on little-endian -rn
