# needs: FILTERS
[ $whose = ours ] || on server -wan | awk 'NR < 3'
on server -wan --port 1,58,89
