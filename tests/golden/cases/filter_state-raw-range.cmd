# needs: FILTERS
[ $whose = ours ] || on odd-states -wan | awk 'NR < 3 || $6 >= 1 && $6 <= 10'
on odd-states -wan --state 1-10
