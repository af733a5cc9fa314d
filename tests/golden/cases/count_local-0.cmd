# needs: COUNT
[ $whose = ours ] || on server -tanW | awk 'NR > 2 { print $4 ~ /^[0-9]+[.][0-9.]+:/ ? "0.0.0.0/0" : "::/0" }' | sort | uniq -c | sort -nr
on server -tanW --count=local/0
