# needs: UNIX NAMES
names on router -aeW
