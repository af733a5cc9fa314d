# needs: FILTERS
[ $whose = ours ] || on server -tan4W | awk 'NR < 3'
on server -tan4W --local 192.0.2.10:8080
