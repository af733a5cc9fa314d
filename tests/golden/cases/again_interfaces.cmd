# needs: IFACES
: > "$tmp/again"
timeout -s KILL 30 "$netlet" netstat --proc tests/roots/dotnet-le/proc -i --interval=0.2 > "$tmp/again" & netstat_pid=$!
n=0
until [ "$(grep -c '^Iface' "$tmp/again")" -ge 3 ] || [ $n -ge 100 ]; do sleep 0.1; n=$((n + 1)); done
kill -INT $netstat_pid
wait $netstat_pid
status=$?
head -n 7 "$tmp/again"
exit $status
