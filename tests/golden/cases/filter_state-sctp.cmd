# needs: FILTERS SCTP
[ $whose = ours ] || on server -San | awk '/^sctp/ { kept = / ESTABLISHED/ } NR < 3 || kept'
on server -San --state established
