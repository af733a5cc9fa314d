# needs: COUNT
[ $whose = ours ] || on server -tanW | awk 'NR > 2 { sub(/:[^:]*$/, "", $5); print $5 }' | sort | uniq -c | sort -nr
on server -tanW --count=remote
