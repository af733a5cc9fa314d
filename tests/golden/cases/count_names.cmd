# needs: COUNT NAMES
[ $whose = ours ] || on server -tanW | awk 'NR > 2 { sub(/.*:/, "", $4); print $4 }' | sort | uniq -c | sort -nr
names on server -ta --numeric-hosts --count=port
