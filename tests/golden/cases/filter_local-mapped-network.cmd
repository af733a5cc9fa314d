# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $4 ~ /^127[.]/'
on server -tanW --local ::ffff:127.0.0.0/104
