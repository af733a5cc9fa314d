# needs: big-endian
big big-endian -tn6
