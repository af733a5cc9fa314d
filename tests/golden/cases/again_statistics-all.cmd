# needs: STATISTICS
: > "$tmp/again"
timeout -s KILL 30 "$netlet" netstat --proc tests/roots/router/proc -sta --interval 0.2 > "$tmp/again" & netstat_pid=$!
n=0
until [ "$(grep -c "^Change" "$tmp/again")" -ge 2 ] || [ $n -ge 100 ]; do sleep 0.1; n=$((n + 1)); done
kill -INT $netstat_pid
wait $netstat_pid
status=$?
sed -n "/^Change/,/^Change/p" "$tmp/again" | head -n 46
exit $status
