# needs: COUNT
[ $whose = ours ] || on server -tan4W | awk 'NR > 2 { split($5, p, /[.:]/); print p[1] "." p[2] "." p[3] ".0/24" }' | sort | uniq -c | sort -nr
on server -tan4W --count=remote/24
