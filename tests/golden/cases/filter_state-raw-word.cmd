# needs: FILTERS
[ $whose = ours ] || on server -wanW | awk 'NR < 3'
on server -wanW --state established,close
