# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $6 == "LISTEN"'
on server -tnW --state listen
