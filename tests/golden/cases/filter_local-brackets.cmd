# needs: FILTERS
[ $whose = ours ] || on server -tan6W | awk 'NR < 3 || $4 ~ /^2001:db8:.*:443$/'
on server -tan6W --local '[2001:db8::]/32:443'
