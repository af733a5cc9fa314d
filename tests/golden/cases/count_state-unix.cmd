# needs: COUNT UNIX
[ $whose = ours ] || on server -xan | awk 'NR > 2 { s = substr($0, 37, 13); sub(/ +$/, "", s); print s }' | sort | uniq -c | sort -nr
on server -xan --count
