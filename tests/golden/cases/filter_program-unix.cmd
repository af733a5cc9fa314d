# needs: FILTERS PROGRAMS UNIX
[ $whose = ours ] || on server -xanp | awk 'NR < 3 || / 1\/init /'
[ $whose = theirs ] ||
on server -xanp --program init
