# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || ($4 " " $5 " ") ~ /:5432 /'
on server -tanW --port $(seq -s , 30000 30254),5432
