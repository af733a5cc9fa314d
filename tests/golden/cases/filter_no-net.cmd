# needs: FILTERS
[ $whose = ours ] || on no-net -an | awk 'NR < 3'
on no-net -an --port 80
