# needs: COUNT
[ $whose = ours ] || on server -tanW | awk 'NR > 2 { print $6 }' | sort | uniq -c | sort -nr
on server -tanW --count
