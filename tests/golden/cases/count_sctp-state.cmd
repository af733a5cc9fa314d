# needs: COUNT SCTP
[ $whose = ours ] || on insights-sctp-rhel6 -San | awk '/^sctp/ { print /LISTEN/ ? "LISTEN" : $6 }' | sort | uniq -c | sort -nr
on insights-sctp-rhel6 -San --count
