# needs: FILTERS
[ $whose = ours ] || on empty-files -tan | awk 'NR < 3'
on empty-files -tan --port 1-65535
