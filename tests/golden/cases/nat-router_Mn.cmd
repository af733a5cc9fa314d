# needs: MASQUERADE
on nat-router -Mn
