# needs: ROUTES JSON
on routes -rn6j
