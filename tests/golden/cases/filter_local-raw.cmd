# needs: FILTERS
[ $whose = ours ] || on server -wanW | awk 'NR < 3'
on server -wanW --local 192.0.2.10:89
