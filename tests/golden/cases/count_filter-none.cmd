# needs: COUNT FILTERS
[ $whose = ours ] || on server -tan | awk 'NR > 2 && ($4 " " $5 " ") ~ /:9 /' | sort | uniq -c | sort -nr
on server -tan --port 9 --count
