# needs: FILTERS
[ $whose = ours ] || on server -tan6W | awk 'NR < 3 || $4 ~ /^(::1:5432|fe80::5054:ff:fe12:3456:.*)$/'
on server -tan6W --local='[::1]:5432,[fe80::5054:ff:fe12:3456]'
