# needs: ROUTES
on routes --route --numeric --inet6
