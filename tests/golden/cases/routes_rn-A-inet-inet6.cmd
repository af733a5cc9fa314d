# needs: ROUTES
on routes -rn -A inet,inet6
