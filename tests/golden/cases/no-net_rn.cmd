# needs: ROUTES
on no-net -rn
