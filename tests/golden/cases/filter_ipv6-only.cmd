# needs: FILTERS
[ $whose = ours ] || on ipv6-only -tan | awk 'NR < 3 || $5 ~ /^2001:db8::2:/'
on ipv6-only -tan --remote 2001:db8::2
