# needs: FILTERS
[ $whose = ours ] || on server -tuan4W | awk 'NR < 3 || $4 ~ /^127[.]/'
on server -tuan4W --local 127.1.2.3/8
