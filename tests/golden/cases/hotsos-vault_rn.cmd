# needs: ROUTES
on hotsos-vault -rn
