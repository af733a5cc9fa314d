#!/bin/sh
# route_traps - routes that are easily shown, added or deleted wrongly: next hop objects, many hops,
# routes from a source, alternative names, addresses that are not one's own, no /proc.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need ip sysctl

if [ "$1" != inside ]; then
	unshare --net --mount "$0" inside
	exit
fi
R="$NETLET route"
ip link set lo up
ip link add veth0 type veth peer name veth1
ip link add br0 type bridge
for link in veth0 veth1 br0; do ip link set $link up; done
ip addr add 10.0.0.1/24 dev veth0
ip addr add 2001:db8::1/64 dev veth0 nodad
ip addr add fe80::1/64 dev br0 nodad
sleep 1.5 # until link-local addresses are sure

said() # NAME EXPECTED WORDS...: what route says, and its status
{
	name=$1 expected=$2
	shift 2
	got=$($R "$@" 2>&1)
	is "$name" "$got|$?" "$expected"
}

sysctl -qw net.ipv4.ip_nonlocal_bind=1
said "any address may be bound: a gateway stays one" "|0" add default gw 10.0.0.2
is "and its route is global" "$(ip route show default)" "default via 10.0.0.2 dev veth0 "
said "it can be replaced" "|0" replace default gw 10.0.0.3

ip nexthop add id 1 via 10.0.0.2 dev veth0
ip route add 10.11.0.0/16 nhid 1
said "a route by a next hop object is deleted" "|0" del 10.11.0.0/16
is "it is gone" "$(ip route show 10.11.0.0/16)" ""
ip nexthop add id 14 blackhole
ip route add 10.22.0.0/16 nhid 14
said "so is one by an object that is a blackhole" "|0" del 10.22.0.0/16
ip nexthop add id 11 via 2001:db8::2 dev veth0
ip nexthop add id 12 via fe80::9 dev br0
ip nexthop add id 13 group 11/12
ip -6 route add 2001:db8:12::/48 nhid 13
said "of a group of objects no hop is deleted alone" \
	"route: del 2001:db8:12::/48: its next hops go together, without gw and dev|1" \
	del 2001:db8:12::/48 gw 2001:db8::2
is "it is all there" "$(ip -6 route show 2001:db8:12::/48 | grep -c nexthop)" 2
said "the group is deleted as a whole" "|0" del 2001:db8:12::/48
is "nothing of it is left" "$(ip -6 route show 2001:db8:12::/48)" ""

ip -6 route add default from 2001:db8:77::/64 via 2001:db8::5 metric 1
said "a route from a source is not taken for the default" \
	"route: del default: there is no such route|1" -6 del default
said "the highest metric of a reject" "|0" -6 add default reject metric 4294967295
said "is one to delete" "|0" -6 del default metric 4294967295

ip link property add dev br0 altname shortalt
said "an alternative name" "|0" add 10.200.0.0/16 dev shortalt
said "is as good as the name" "|0" del 10.200.0.0/16 dev shortalt

ip route add multicast 224.1.0.0/16 dev veth0
is "a multicast route of the table main is not shown, as in /proc/net/route" \
	"$($R -n | grep -c '^224')" 0

hops() # N: a hundred next hops
{
	seq -f "nexthop via 2001:db8::$1:%g" 1 100
}
ip -6 route add 2001:db8:6::/48 metric 1 $(hops 1)
for i in 2 3 4; do
	ip -6 route append 2001:db8:6::/48 metric 1 $(hops $i)
done
is "four hundred next hops are shown" "$($R -n6 | grep -c '^2001:db8:6::/48 ')" 400
said "and deleted" "|0" del 2001:db8:6::/48
is "all of them" "$(ip -6 route show 2001:db8:6::/48)" ""

sysctl -qw net.ipv4.nexthop_compat_mode=0
ip route add 10.12.0.0/16 nhid 1
is "an object whose gateway is not told has none that is wrong" "$($R -n | grep '^10.12')" \
	"10.12.0.0       -               255.255.0.0     U     0      0        0 -"
said "it is deleted, too" "|0" del 10.12.0.0/16

mkdir "$tmp/empty"
mount --bind "$tmp/empty" /proc
is "IPv6 without /proc" "$($R -n6 | grep '^2001:db8::/64')" \
	"2001:db8::/64                  ::                         U    256 -      - veth0"
is "one heading" "$($R -n6 | grep -c Kernel)" 1
umount /proc
done_testing
