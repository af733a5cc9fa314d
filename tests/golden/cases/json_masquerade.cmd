# needs: MASQUERADE JSON
on nat-router -Mnj
