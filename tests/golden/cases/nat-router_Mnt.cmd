# needs: MASQUERADE
on nat-router -Mnt
