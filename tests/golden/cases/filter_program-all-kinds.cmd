# needs: FILTERS PROGRAMS UNIX
[ $whose = ours ] || on server -tuxanp | awk '/^(Active|Proto)/ || / [0-9]+\/postgres/'
[ $whose = theirs ] ||
on server -tuxanp --program postgres
