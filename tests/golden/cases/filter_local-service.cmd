# needs: FILTERS NAMES
[ $whose = ours ] || names on server -tlnW | awk 'NR < 3 || $4 ~ /(:80|^127[.]0[.]0[.]53:53)$/'
names on server -tlnW --local :http,127.0.0.53:domain
