# needs: COUNT FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR > 2 && ($4 " " $5 " ") ~ /:5432 / { print $6 }' | sort | uniq -c | sort -nr
on server -tanW --port 5432 --count
