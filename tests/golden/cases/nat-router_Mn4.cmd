# needs: MASQUERADE
on nat-router -Mn4t
