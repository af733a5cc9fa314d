# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || /^tcp6/'
on server -tanW --local ::/0
