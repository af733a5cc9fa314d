# needs: FILTERS PROGRAMS
[ $whose = ours ] || on server -tanp | awk 'NR < 3 || / 901\//'
[ $whose = theirs ] ||
on server -tanp --program 901
