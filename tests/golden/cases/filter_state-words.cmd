# needs: FILTERS
[ $whose = ours ] || on server -tanW | awk 'NR < 3 || $6 ~ /^(SYN_RECV|CLOSE|ESTABLISHED)$/ || / 198[.]51[.]100[.]99:1025 /'
on server -tanW --state SYN_RECEIVED,closed,ESTAB
