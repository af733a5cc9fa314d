# needs: ROUTES JSON
on routes -rnCj
