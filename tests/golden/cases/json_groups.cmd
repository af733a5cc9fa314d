# needs: GROUPS JSON
on little-endian -gnj
