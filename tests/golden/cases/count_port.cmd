# needs: COUNT
[ $whose = ours ] || on server -tuanW | awk 'NR > 2 { sub(/.*:/, "", $4); print $4 }' | sort | uniq -c | sort -nr
on server -tuanW --count=port
