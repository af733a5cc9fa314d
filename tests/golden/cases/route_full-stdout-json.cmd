# needs: JSON
route -nj --proc tests/roots/routes/proc > /dev/full
