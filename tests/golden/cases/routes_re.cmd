# needs: ROUTES
on routes -rne
