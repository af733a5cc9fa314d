# needs: MASQUERADE
on nat-router -Mnw
