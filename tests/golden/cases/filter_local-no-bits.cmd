# needs: FILTERS
[ $whose = ours ] || on server -tan6W | awk 'NR < 3 || $4 ~ /^[0-9]+[.][0-9.]+:/'
on server -tan6W --local 0.0.0.0/0
