# needs: FILTERS
[ $whose = ours ] || on server -uan | awk 'NR < 3 || $6 == "UNKNOWN"'
on server -uan --state unknown
