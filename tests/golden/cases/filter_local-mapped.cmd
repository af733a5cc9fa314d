# needs: FILTERS
[ $whose = ours ] || on server -tan6W | awk 'NR < 3 || $4 ~ /^192[.]0[.]2[.]10:/'
on server -tan6W --local 192.0.2.10
