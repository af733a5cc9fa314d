# needs: FILTERS PROGRAMS
[ $whose = ours ] || on server -tan | awk 'NR < 3'
[ $whose = theirs ] ||
on server -tan --program nosuch --program 4294968296
