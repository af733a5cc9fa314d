# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $4 ~ /^127[.]0[.]0[.]1:/ && $5 ~ /^127[.]0[.]0[.]1:/'
on server -tanW --local 127.0.0.1 --remote 127.0.0.1
