# routes_lib.sh - network namespaces with routes, and route and netstat -r beside net-tools' own in
# them. Sourced after lib.sh.

in_net() # PID COMMAND...
{
	net=$1
	shift
	nsenter --net="/proc/$net/ns/net" "$@"
}

start() # SCRIPT: a network namespace in which it ran; its process is $started
{
	rm -f "$tmp/ready"
	unshare --net sh -c 'sh -e "$1" && : >"$2" && exec sleep 600' - "$1" "$tmp/ready" \
		>"$tmp/start" 2>&1 &
	started=$!
	for tenth in $(seq 100); do
		[ ! -e "$tmp/ready" ] || return 0
		kill -0 "$started" 2>/dev/null || break
		sleep 0.1
	done
	not_ok "a network namespace is made" "$tmp/start"
	done_testing
}

ours() # COMMAND ARG...
{
	in_net "$zoo_pid" $around $before_ours "$NETLET" "$@" $ours_too
}

their() # COMMAND ARG...
{
	in_net "$zoo_pid" $around "$@"
}

# The same rows as net-tools, but for the lines of the file $known: how they differ from its to ours,
# as diff has them. IPv6 counts references: they have to hold still.
same_table() # COMMAND ARG...
{
	name="$*${ours_too:+ $ours_too}${around:+ under ${around##*/}}"
	name="$name${before_ours:+ under ${before_ours##*/}}${state:+, with $state}"
	for try in 1 2 3 4 5 6; do
		their "$@" >"$tmp/before" 2>"$tmp/before.err"
		before_status=$?
		ours "$@" >"$tmp/ours" 2>"$tmp/ours.err"
		ours_status=$?
		their "$@" >"$tmp/after" 2>/dev/null
		! cmp -s "$tmp/before" "$tmp/after" || break
	done
	diff -a "$tmp/before" "$tmp/ours" | grep '^[<>]' >"$tmp/differences"
	{
		diff -a "${known:-/dev/null}" "$tmp/differences" &&
			diff -a "$tmp/before.err" "$tmp/ours.err" &&
			[ $ours_status -eq $before_status ]
	} >"$tmp/why" || {
		[ -s "$tmp/why" ] || echo "status $ours_status, not $before_status" >"$tmp/why"
		not_ok "$name" "$tmp/why"
		return
	}
	ok "$name"
}

at_most() # NAME HAVE MOST
{
	if [ "$2" -le "$3" ]; then
		ok "$1: at most $3"
	else
		why "$1: at most $3" "$2"
	fi
}

# What net-tools shows as it is.
cat >"$tmp/ordinary" <<'END'
ip link set lo up
ip link add v0 type veth peer name v1
ip link add fifteen-letters type veth peer name v2
ip link add br0 type bridge
for i in v0 v1 v2 fifteen-letters br0; do
	ip link set $i addrgenmode none
	ip link set $i up
done
ip addr add 10.0.0.1/24 dev v0
ip addr add 10.1.0.1/24 dev fifteen-letters
ip addr add 2001:db8::1/64 dev v0 nodad
ip addr add 2001:db8:1::1/64 dev fifteen-letters nodad
ip route add default via 10.0.0.2
ip route add default via 10.1.0.2 metric 100
ip route add 198.51.100.0/24 via 10.0.0.2
ip route add 198.51.100.7 via 10.0.0.4
ip route add 203.0.113.0/25 dev br0 scope link
ip route add 192.0.2.0/25 via 10.0.0.2 metric 2147483647
ip route add 192.0.2.128/25 via 10.0.0.2 mtu 1400 window 8192 rtt 100ms
ip route add 192.0.2.128/26 via 10.0.0.2 mtu lock 1300 advmss 1360 rtt 125ms
ip route add 192.0.2.192/26 dev fifteen-letters advmss 512
ip route add unreachable 198.51.100.128/25
ip route add prohibit 198.51.100.64/26
ip route add unreachable 198.51.100.200 metric 3
ip route add prohibit 198.51.100.201
ip -6 route add default via 2001:db8::2
ip -6 route add default via 2001:db8::3 metric 7
ip -6 route add 2001:db8:5::/48 via 2001:db8::2
ip -6 route add 2001:db8:5::7 via 2001:db8::4
ip -6 route add unreachable 2001:db8:6::/48
ip -6 route add prohibit 2001:db8:7::/48 metric 4294967295
ip -6 route add blackhole 2001:db8:8::/48
ip -6 route add throw 2001:db8:c::/48 table 100
ip -6 route add 2001:db8:9::/48 via fe80::1 dev v0 mtu 1400 hoplimit 9
ip -6 route add 2001:db8:a::/48 dev br0 expires 1000
ip -6 route add 2001:db8:b::/48 nexthop via 2001:db8::2 weight 2 nexthop via 2001:db8:1::2 weight 9
END

# What it cannot tell from the file that it reads.
cat >"$tmp/more" <<'END'
ip route add blackhole 10.9.0.0/16
ip route add blackhole 10.9.9.9
ip route add throw 10.9.8.0/24
ip route add 10.8.0.0/16 nexthop via 10.0.0.2 weight 3 nexthop via 10.1.0.2 nexthop dev br0 weight 256
ip route add 10.7.0.0/16 via inet6 fe80::7 dev v0
ip route add 10.6.0.0/16 via 10.0.0.2 metric 4294967295
ip route add unreachable 10.6.6.0/24 metric 2147483648
ip route add 10.4.0.0/16 via 10.0.0.2 tos 0x10 src 10.0.0.1
ip route add 10.4.0.0/24 nexthop via 10.0.0.2 nexthop via inet6 fe80::8 dev v0
ip route add 10.3.0.0/16 via 10.77.0.1 dev v0 onlink proto bird
ip route add 10.5.0.0/16 via 10.0.0.2 table 100
ip route add default via 10.0.0.2 table 100 proto static
ip route add blackhole 10.5.6.0/24 table 100
ip route add unreachable default metric 9 table 4294967294
ip nexthop add id 1 via 10.0.0.2 dev v0
ip nexthop add id 2 via 10.1.0.2 dev fifteen-letters
ip nexthop add id 3 group 1/2
ip nexthop add id 4 blackhole
ip route add 10.2.0.0/16 nhid 1
ip route add 10.2.2.0/24 nhid 3
ip route add 10.2.3.0/24 nhid 4
ip -6 route add 2001:db8:d::/48 from 2001:db8:5::/64 via 2001:db8::2
ip -6 route add 2001:db8:e::/48 via 2001:db8::2 proto bird table 100
ip -6 route add prohibit 2001:db8:f::/48 table 100
ip -6 route add 2001:db8:10::/48 via 2001:db8::2 src 2001:db8::1 metric 5
END
