# needs: FILTERS UNIX
[ $whose = ours ] || on server -xan | awk 'NR < 3'
on server -xan --port 5432
