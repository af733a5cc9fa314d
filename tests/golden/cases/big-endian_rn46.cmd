# needs: big-endian ROUTES
big big-endian -rn46
