on little-endian -tn6
