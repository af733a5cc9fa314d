# needs: FILTERS
: > "$tmp/again"
timeout -s KILL 30 "$netlet" netstat --proc tests/roots/server/proc -tan --port 9 --interval 0.1 > "$tmp/again" & netstat_pid=$!
n=0
until [ "$(grep -c '^Active' "$tmp/again")" -ge 2 ] || [ $n -ge 100 ]; do sleep 0.1; n=$((n + 1)); done
kill -INT $netstat_pid
wait $netstat_pid
status=$?
head -n 4 "$tmp/again"
exit $status
