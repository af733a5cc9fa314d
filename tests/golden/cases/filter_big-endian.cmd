# needs: FILTERS big-endian
big big-endian -tanW --remote 198.51.100.0/24
