# needs: FILTERS
[ $whose = ours ] || on server -tlnW | awk 'NR < 3 || $4 ~ /^0[.]0[.]0[.]0:/'
on server -tlnW --local 0.0.0.0
