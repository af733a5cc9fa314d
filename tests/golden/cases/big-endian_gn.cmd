# needs: GROUPS big-endian
big big-endian -gn
