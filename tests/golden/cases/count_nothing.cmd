# needs: COUNT
[ $whose = ours ] || on empty-files -tuan | awk 'NR > 2' | sort | uniq -c | sort -nr
on empty-files -tuan --count
