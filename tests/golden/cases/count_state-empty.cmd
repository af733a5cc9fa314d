# needs: COUNT
[ $whose = ours ] || on router -tuan | awk 'NR > 2 { print $6 }' | sort | uniq -c | sort -nr
on router -tuan --count
