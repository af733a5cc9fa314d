# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $5 ~ /^203[.]0[.]113[.][0-9]*:50[0-9][0-9][0-9]$/'
on server -tanW --remote 203.0.113.0/24:50000-50999
