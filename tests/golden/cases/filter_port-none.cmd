# needs: FILTERS
[ $whose = ours ] || on server -tan | awk 'NR < 3'
on server -tan --port 9
