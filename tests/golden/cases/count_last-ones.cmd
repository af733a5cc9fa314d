# needs: COUNT
[ $whose = ours ] || on server -tanW | awk 'NR > 2 { print $1 }' | sort | uniq -c | sort -nr | head -n 1
on server -tanW --count=remote --top 9 --count=proto --top 1
