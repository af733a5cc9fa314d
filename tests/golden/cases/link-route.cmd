# needs: ROUTE
links && ln -s "$netlet" route && ./route -n --proc "$OLDPWD/tests/roots/little-endian/proc"
