# needs: GROUPS
on little-endian -gn
