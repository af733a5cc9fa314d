# needs: FILTERS
[ $whose = ours ] || on server -tlnW | awk 'NR < 3 || $4 ~ /(:22|^127[.]0[.]0[.]1:.*|^::1:.*)$/'
on server -tlnW --local '*:22,127.0.0.1:*,[::1]:*'
