# needs: COUNT
[ $whose = ours ] || on server -wan | awk 'NR > 2 { print $6 }' | sort | uniq -c | sort -nr
on server -wan --count=state
