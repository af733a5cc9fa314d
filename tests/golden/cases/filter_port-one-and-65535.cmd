# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || ($4 " " $5 " ") ~ /:(1|65535) /'
on server -tanW --port 1,65535
