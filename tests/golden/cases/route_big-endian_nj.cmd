# needs: big-endian JSON
big_route big-endian -nj
