# needs: FILTERS NAMES
[ $whose = ours ] || names on server -tan | awk 'NR < 3'
names on server -tan --port mdns
