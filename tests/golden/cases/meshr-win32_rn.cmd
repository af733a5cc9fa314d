# needs: ROUTES
on meshr-win32 -rn
