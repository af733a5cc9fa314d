# needs: FILTERS
[ $whose = ours ] || on server -tlnW | awk 'NR < 3'
on server -tlnW --state established
