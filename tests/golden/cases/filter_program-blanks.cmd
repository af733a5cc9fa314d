# needs: FILTERS PROGRAMS
[ $whose = ours ] || on programs -tanp | awk 'NR < 3 || / (101|102|106)\//'
[ $whose = theirs ] ||
on programs -tanp --program 'my program' --program run --program kworker/0
