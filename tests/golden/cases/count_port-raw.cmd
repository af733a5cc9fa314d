# needs: COUNT
[ $whose = ours ] || on server -wanW | awk 'NR > 2 { sub(/.*:/, "", $4); print $4 }' | sort | uniq -c | sort -nr
on server -wanW --count=port
