# needs: FILTERS
[ $whose = ours ] || on server -tuan6W | awk 'NR < 3 || $4 ~ /^(2001:db8:1:|fe80:)/'
on server -tuan6W --local 2001:db8:1::/48,fe80::/10
