#!/bin/sh
# route_others - what other programs called route get wrong: each fault is shown, then ours without it.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need busybox ip mount route timeout unshare
. tests/live/route_lib.sh

shows() # RESULT PROGRAM WORD...: as in route_words.table; what was said in one word, says
{
	result=$1
	program=$2
	shift 2
	case $program in
	ours) attempt "$NETLET" route "$@" ;;
	busybox) attempt busybox route "$@" ;;
	net-tools) attempt route "$@" ;;
	esac
	[ $status -eq 0 ] || [ -n "$change" ] || got=refused
	is "$program: route $*${given:+, given$given}" "$got" "$result"
}

row() # EXPECTED PROGRAM...: the row of 10.1.0.0, its columns flags and interface
{
	expected=$1
	shift
	attempt "$@" -n
	is "the row of ${*##*/} -n, given$given" "$(awk '$1 == "10.1.0.0" { print $4, $8 }' "$tmp/out")" \
		"$expected"
}

given=

# BusyBox knows the family by -A alone, and no closed IPv6 route.
shows refused busybox add 2001:db8:9::/48 dev br0
shows '+2001:db8:9::/48 dev br0 metric 1' ours add 2001:db8:9::/48 dev br0
shows refused busybox -A inet6 add 2001:db8:9::/48 reject
shows '+unreachable 2001:db8:9::/48 dev lo metric 1' ours -A inet6 add 2001:db8:9::/48 reject

# BusyBox and net-tools want -net before a network, and BusyBox no length behind -host.
shows refused busybox add 10.1.0.0/16 dev br0
shows refused net-tools add 10.1.0.0/16 dev br0
shows '+10.1.0.0/16 dev br0 scope link' ours add 10.1.0.0/16 dev br0
shows refused busybox add -host 10.1.2.3/32 dev br0
shows '+10.1.2.3 dev br0 scope link' ours add -host 10.1.2.3/32 dev br0

# To both, 0.0.0.0/0 is the host 0.0.0.0. (To toybox every target is a host.)
shows '+0.0.0.0 via 10.0.0.2 dev veth0' busybox add 0.0.0.0/0 gw 10.0.0.2
shows '+0.0.0.0 via 10.0.0.2 dev veth0' net-tools add 0.0.0.0/0 gw 10.0.0.2
shows '+default via 10.0.0.2 dev veth0' ours add 0.0.0.0/0 gw 10.0.0.2
shows '+10.1.0.0/16 via 10.0.0.2 dev veth0' ours add 10.1.0.0/16 gw 10.0.0.2

# Both cut a metric to 16 bits, and the name of an interface to 15 bytes.
shows '+10.1.2.3 dev br0 scope link metric 4464' busybox add 10.1.2.3 metric 70000 dev br0
shows '+10.1.2.3 dev br0 scope link metric 4464' net-tools add 10.1.2.3 metric 70000 dev br0
shows '+10.1.2.3 dev br0 scope link metric 70000' ours add 10.1.2.3 metric 70000 dev br0
shows '+10.1.2.3 dev name15bytes_if0 scope link linkdown' busybox add 10.1.2.3 name15bytes_if0_not
shows '+10.1.2.3 dev name15bytes_if0 scope link linkdown' net-tools add 10.1.2.3 name15bytes_if0_not
shows refused ours add 10.1.2.3 name15bytes_if0_not

# net-tools reads as much of a number as it likes; what is none is a default route for IPv6.
shows '+10.1.2.3 dev br0 scope link metric 5' net-tools add 10.1.2.3 metric 5x dev br0
shows refused ours add 10.1.2.3 metric 5x dev br0
shows '+10.1.2.3 dev br0 scope link' net-tools add 10.1.2.3 irtt soon dev br0
shows refused ours add 10.1.2.3 irtt soon dev br0
shows '+10.1.2.3 dev br0 scope link rtt 34.464s' net-tools add 10.1.2.3 irtt 100000 dev br0
shows '+10.1.2.3 dev br0 scope link rtt 100s' ours add 10.1.2.3 irtt 100000 dev br0
shows '+default dev br0 metric 1' net-tools -6 add 2001:db8:9::/abc dev br0
shows refused ours -6 add 2001:db8:9::/abc dev br0

# An IPv6 host by a gateway is refused by net-tools, or goes by one that is not there.
shows refused net-tools -6 add 2001:db8:9::9 gw 2001:db8::2
shows '+2001:db8:9::9 via 2001:db8::2 dev veth0 metric 1' ours -6 add 2001:db8:9::9 gw 2001:db8::2
shows '+2001:db8:9::9 via 2001:db8:77::1 dev veth0 metric 1 onlink' \
	net-tools -6 add 2001:db8:9::9 gw 2001:db8:77::1 dev veth0
shows refused ours -6 add 2001:db8:9::9 gw 2001:db8:77::1 dev veth0

# net-tools does not find the name of an IPv6 gateway.
shows refused net-tools -A inet6 add 2001:db8:9::/48 gw dual
shows '+2001:db8:9::/48 via 2001:db8::3 dev veth0 metric 1' ours -A inet6 add 2001:db8:9::/48 gw dual

# Of several routes both delete one that nobody named.
given=' route add 10.1.0.0/16 via 10.0.0.2; route add 10.1.0.0/16 via 10.0.0.3 metric 5'
shows '-10.1.0.0/16 via 10.0.0.2 dev veth0' busybox del -net 10.1.0.0/16
shows '-10.1.0.0/16 via 10.0.0.2 dev veth0' net-tools del -net 10.1.0.0/16
shows refused ours del -net 10.1.0.0/16

# An IPv6 route that iproute2 made is not found by them without its metric.
given=' route add 2001:db8:9::/48 via 2001:db8::2'
shows refused busybox -A inet6 del 2001:db8:9::/48
shows refused net-tools -A inet6 del 2001:db8:9::/48
shows '-2001:db8:9::/48 via 2001:db8::2 dev veth0 metric 1024' ours -A inet6 del 2001:db8:9::/48

# A blackhole cannot be deleted by them, and is shown as a way out.
given=' route add blackhole 10.1.0.0/16'
shows refused busybox del -net 10.1.0.0/16
shows refused net-tools del -net 10.1.0.0/16
shows '-blackhole 10.1.0.0/16' ours del -net 10.1.0.0/16
row 'U *' busybox route
row 'U *' route
row '!B -' "$NETLET" route

# Of a route by several gateways net-tools and BusyBox show one.
given=' route add 10.1.0.0/16 nexthop via 10.0.0.2 nexthop via 10.0.0.3'
row 'UG veth0' busybox route
row 'UG veth0' route
row 'UG veth0
UG veth0' "$NETLET" route
done_testing
