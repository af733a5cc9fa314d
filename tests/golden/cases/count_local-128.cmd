# needs: COUNT
[ $whose = ours ] || on server -tanW | awk 'NR > 2 { sub(/:[^:]*$/, "", $4); print $4 ($4 ~ /^[0-9.]+$/ ? "/32" : "/128") }' | sort | uniq -c | sort -nr
on server -tanW --count=local/128
