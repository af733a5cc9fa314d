# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $5 ~ /^203[.]0[.]113[.](8|9|10|11):/'
on server -tanW --remote 203.0.113.10/30
