# needs: COUNT UNIX
[ $whose = ours ] || on server -xan | awk 'NR > 2 && $4 ~ /:/' | sort | uniq -c | sort -nr
on server -xan --count=remote
