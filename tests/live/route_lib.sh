# route_lib.sh - a network namespace to change routes in, and what a command changed there. Sourced
# after lib.sh.

# Process 1 of our process namespace, this shell, moves into a network namespace of its own.
if [ -z "$LIVE_HOME" ]; then
	export LIVE_HOME=1
	exec unshare --net "$0" "$@"
fi

cat >"$tmp/links" <<END
link set lo up
link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
link add name15bytes_if0 address 02:00:00:00:00:03 type veth peer name down0
link add br0 address 02:00:00:00:00:04 type bridge
link set veth0 addrgenmode none
link set veth1 addrgenmode none
link set name15bytes_if0 addrgenmode none
link set br0 addrgenmode none
link set veth1 master br0
addr add 10.0.0.1/24 dev veth0
addr add 2001:db8::1/64 dev veth0 nodad
addr add fe80::1/64 dev veth0 nodad
addr add 192.168.7.1/24 dev br0
link set veth0 up
link set veth1 up
link set name15bytes_if0 up
link set br0 up
END
cat >"$tmp/rest4" <<END
route flush table main
route flush table 100
route add 10.0.0.0/24 dev veth0 proto kernel scope link src 10.0.0.1
route add 192.168.7.0/24 dev br0 proto kernel scope link src 192.168.7.1
END
cat >"$tmp/rest6" <<END
route flush table main
route add 2001:db8::/64 dev veth0 proto kernel metric 256
route add fe80::/64 dev veth0 proto kernel metric 256
END
cat >"$tmp/hosts" <<END
127.0.0.1 localhost
10.0.0.2 gw4
2001:db8::2 gw6
10.9.9.9 target4
2001:db8:99::9 target6
10.0.0.3 dual
2001:db8::3 dual
10.0.0.9 labnet
END
printf '%s\n' 'labnet 10.20.0.0' 'loopback 127.0.0.0' >"$tmp/networks"
printf '%s\n' 'hosts: files' 'networks: files' 'passwd: files' >"$tmp/nsswitch"
: >"$tmp/resolv"
for file in hosts networks nsswitch.conf resolv.conf; do
	[ -e /etc/$file ] && mount --bind "$tmp/${file%.conf}" /etc/$file && continue
	why "ready to run" "cannot put another /etc/$file in place"
	done_testing
done

# All routes, one on each line.
state()
{
	ip -o -d route show table all | sed 's/[[:space:]]*\\[[:space:]]*/ /g; s/ *$//'
}

reset_routes()
{
	ip -4 -force -batch "$tmp/rest4" 2>/dev/null # table 100 is hardly ever there
	ip -6 -batch "$tmp/rest6"
	dirty=
}

if ! ip -batch "$tmp/links" >"$tmp/why" 2>&1; then
	not_ok "links to route over" "$tmp/why"
	done_testing
fi
tenths=0
until ! state | grep -v name15 | grep -q linkdown || [ $tenths -eq 50 ]; do
	sleep 0.1
	tenths=$((tenths + 1))
done
reset_routes
state >"$tmp/base"

result_of='
	function put(s) { got = got (got == "" ? "" : "; ") s }
	function changed(s) {
		print s >changes
		sub(/^.unicast /, substr(s, 1, 1), s)
		sub(/ table main/, "", s)
		sub(/ proto boot/, "", s)
		sub(/ scope global/, "", s)
		sub(/ pref medium/, "", s)
		put(s)
	}
	BEGIN { printf "" >changes }
	FILENAME == ARGV[1] { before[++n_before] = $0; was[$0]++ }
	FILENAME == ARGV[2] { after[++n_after] = $0; is[$0]++ }
	FILENAME == ARGV[3] { out[++n_out] = $0 }
	FILENAME == ARGV[4] && $0 != "route: try: route --help" { err[++n_err] = $0 }
	END {
		for (i = 1; i <= n_before; i++)
			if (stayed[before[i]]++ >= is[before[i]])
				changed("-" before[i])
		for (i = 1; i <= n_after; i++)
			if (stood[after[i]]++ >= was[after[i]])
				changed("+" after[i])
		for (i = 1; i <= n_out; i++)
			put(": " out[i])
		for (i = 1; i <= n_err; i++)
			put(status " " err[i])
		if (!n_err && status)
			put(status)
		print got
	}'

# attempt COMMAND...: runs it where the routes are those at rest and $given's (commands of ip,
# between semicolons). Sets status; change, the routes that went (-) and came (+), as ip -d has
# them; got, the change as ip has it, what was printed (: TEXT), and STATUS TEXT of what was said,
# without the pointer at --help that follows words that cannot be.
attempt()
{
	[ -z "$dirty" ] || reset_routes
	before=$tmp/base
	if [ -n "$given" ]; then
		before=$tmp/before
		printf '%s\n' "$given" | tr ';' '\n' | ip -batch - 2>"$tmp/why" ||
			not_ok "given $given" "$tmp/why"
		state >"$before"
		dirty=yes
	fi
	timeout 10 "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	state >"$tmp/after"
	cmp -s "$before" "$tmp/after" || dirty=yes
	got=$(awk -v status=$status -v changes="$tmp/change" "$result_of" \
		"$before" "$tmp/after" "$tmp/out" "$tmp/err")
	change=$(cat "$tmp/change")
}
