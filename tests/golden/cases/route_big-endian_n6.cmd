# needs: big-endian
big_route big-endian -n6
