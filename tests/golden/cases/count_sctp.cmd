# needs: COUNT SCTP
[ $whose = ours ] || on insights-sctp-rhel6 -Sn | awk '/^sctp/ { sub(/:[^:]*$/, "", $5); print $5 }' | sort | uniq -c | sort -nr
on insights-sctp-rhel6 -Sn --count=remote
