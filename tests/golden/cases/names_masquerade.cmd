# needs: MASQUERADE NAMES
names on nat-router -Mt
