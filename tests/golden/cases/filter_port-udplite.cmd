# needs: FILTERS
[ $whose = ours ] || on server -UanW | awk 'NR < 3 || ($4 " " $5 " ") ~ /:5004 /'
on server -UanW --port 5004
