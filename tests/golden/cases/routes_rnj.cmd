# needs: ROUTES JSON
on routes -rnj
