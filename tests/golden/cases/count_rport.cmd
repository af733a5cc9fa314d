# needs: COUNT
[ $whose = ours ] || on server -tuanW | awk 'NR > 2 { sub(/.*:/, "", $5); print $5 }' | sort | uniq -c | sort -nr
on server -tuanW --count=rport
