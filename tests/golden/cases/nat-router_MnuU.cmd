# needs: MASQUERADE
on nat-router -MnuU
