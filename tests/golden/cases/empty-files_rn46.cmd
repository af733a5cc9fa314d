# needs: ROUTES
on empty-files -rn46
