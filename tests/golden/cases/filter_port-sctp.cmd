# needs: FILTERS SCTP
[ $whose = ours ] || on server -San | awk '/^sctp/ { kept = /:2905 / } NR < 3 || kept'
on server -San --port 2905
