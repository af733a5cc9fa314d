# needs: FILTERS PROGRAMS
[ $whose = ours ] || on server -tanp | awk 'NR < 3 || $4 == "192.0.2.10:443" && $5 ~ /^198[.]51[.]100[.]/ && $6 == "ESTABLISHED" && $7 ~ /\/nginx/'
[ $whose = theirs ] ||
on server -tanp --port 443 --local 192.0.2.10 --remote 198.51.100.0/24 --state established --program nginx
