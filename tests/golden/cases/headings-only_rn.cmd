# needs: ROUTES
on headings-only -rn
