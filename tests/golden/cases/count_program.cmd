# needs: COUNT PROGRAMS
[ $whose = ours ] || on server -tanp | awk 'NR > 2 && match($0, / ([0-9]+\/.*|- *)$/) { s = substr($0, RSTART + 1, 19); sub(/ +$/, "", s); print s }' | sort | uniq -c | sort -nr
on server -tan --count=program
