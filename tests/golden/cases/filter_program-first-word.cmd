# needs: FILTERS PROGRAMS
[ $whose = ours ] || on server -tanp | awk 'NR < 3 || / [0-9]+\/nginx: /'
[ $whose = theirs ] ||
on server -tanp --program nginx
