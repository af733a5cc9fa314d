# needs: COUNT UNIX SCTP
[ $whose = ours ] || on server -anW | awk '/^(tcp|sctp|udp|raw|unix)/ { print $1 }' | sort | uniq -c | sort -nr
on server -anW --count=proto
