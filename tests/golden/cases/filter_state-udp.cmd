# needs: FILTERS
[ $whose = ours ] || on server -uanW | awk 'NR < 3 || $6 == "ESTABLISHED"'
on server -uanW --state established
