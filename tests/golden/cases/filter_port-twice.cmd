# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || ($4 " " $5 " ") ~ /:(22|2049) /'
on server -tanW --port 22 --port=2049
