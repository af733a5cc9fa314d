# needs: NETNS JSON
: > "$tmp/again"
timeout -s KILL 30 "$netlet" netstat --proc tests/roots/netns/proc -tnj --all-netns -c --interval 0.1 > "$tmp/again" 2> /dev/null & netstat_pid=$!
n=0
until [ "$(grep -c '^\[' "$tmp/again")" -ge 3 ] || [ $n -ge 100 ]; do sleep 0.1; n=$((n + 1)); done
kill -INT $netstat_pid
wait $netstat_pid
status=$?
head -n 2 "$tmp/again" | sed 's/^\[{//; s/}\]$//; s/},{/\n/g' | sed '
	s/43,"netns_program":"nginx: worker/42,"netns_program":"nginx: master/
	s~7,"netns_program":"sshd: /usr/sbin/sshd -D~1,"netns_program":"init~' | sort
exit $status
