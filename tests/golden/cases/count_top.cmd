# needs: COUNT
[ $whose = ours ] || on server -tanW | awk 'NR > 2 { sub(/:[^:]*$/, "", $5); print $5 }' | sort | uniq -c | sort -nr | head -n 3
on server -tanW --count=remote --top 3
