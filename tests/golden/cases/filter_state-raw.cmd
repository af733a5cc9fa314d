# needs: FILTERS
[ $whose = ours ] || on server -wanW | awk 'NR < 3 || $6 == 7'
on server -wanW --state 7
