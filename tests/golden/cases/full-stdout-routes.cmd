# needs: ROUTES
netstat -rn --proc tests/roots/routes/proc > /dev/full
