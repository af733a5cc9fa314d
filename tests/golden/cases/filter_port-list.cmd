# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || ($4 " " $5 " ") ~ /:(25|33333|33334|50000) /'
on server -tanW --port 25,33333-33334,50000
