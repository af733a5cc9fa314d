# needs: FILTERS
[ $whose = ours ] || on server -tlnW | awk 1
on server -tlnW --local '*'
