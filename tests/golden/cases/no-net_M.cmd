# needs: MASQUERADE
on no-net -M
