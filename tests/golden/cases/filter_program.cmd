# needs: FILTERS PROGRAMS
[ $whose = ours ] || on server -tanpW | awk 'NR < 3 || / 1200\/java /'
[ $whose = theirs ] ||
on server -tanpW --program java
