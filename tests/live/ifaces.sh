#!/bin/sh
# ifaces - netstat -i and -ie beside net-tools', ip's and jc's, in namespaces with interfaces of all kinds.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need ip jc jq strace mount busybox
helper noroute tests/live/noroute.c tests/live/nodiag.c
helper tuntypes tests/live/tuntypes.c

# A namespace of its own, until the next one; same_rows goes into it.
namespace()
{
	exec 8>&-
	[ -z "$zoo_pid" ] || wait "$zoo_pid"
	mkfifo "$tmp/hold"
	unshare --net "${@:-cat}" <"$tmp/hold" >"$tmp/held" 2>&1 9>&- &
	zoo_pid=$!
	exec 8>"$tmp/hold"
	rm "$tmp/hold"
	tenths=0
	until ! [ "/proc/$zoo_pid/ns/net" -ef /proc/self/ns/net ] &&
		{ [ $# -eq 0 ] || grep -q ready "$tmp/held"; } || [ $tenths -eq 50 ]; do
		sleep 0.1
		tenths=$((tenths + 1))
	done
	zoo_since=$(($(date +%s) + 3600)) # nothing here ages
	for setting in router_solicitations accept_dad dad_transmits; do
		in_zoo sh -c "echo 0 >/proc/sys/net/ipv6/conf/default/$setting"
	done
}

ips() # commands of ip, one a line
{
	in_zoo ip -batch - >"$tmp/ip" 2>&1 || not_ok "interfaces are made" "$tmp/ip"
}

# What some kernels lack.
kind() # COMMAND of ip
{
	in_zoo ip "$@" >"$tmp/ip" 2>&1 || echo "# not here: ip $* ($(head -n 1 "$tmp/ip"))"
}

both_forms()
{
	for form in -i -ia -ie -iea; do
		same_rows $form
	done
}

# ---- All kinds of interfaces.

namespace
ips <<END
link set lo up
link add veth0 type veth peer name veth1
link add br0 type bridge
link add ifb0 type ifb
link add link veth0 name macvlan0 type macvlan
link add eth10 type veth peer name eth2
link add eth2.7 type ifb
link add eth9 mtu 123456 type ifb
link add abcdefghijklmno type ifb
link add promiscuous type ifb
link add down type ifb
tuntap add tap0 mode tap
tuntap add tun0 mode tun
link set veth1 master br0
link set promiscuous promisc on allmulticast on
link set lo mtu 2147483647
link set eth10 arp off
link set tun0 multicast off
addr add 192.0.2.1/24 brd + dev veth0
addr add 192.0.2.65/26 brd + dev veth0 label veth0:1
addr add 192.0.2.129/25 dev veth0 label veth0:10
addr add 198.51.100.129/25 dev veth0 label veth0:2
addr add 198.51.100.1/32 dev veth0 label veth0:web
addr add 203.0.113.1 peer 203.0.113.2/32 dev tun0
addr add 203.0.113.5 peer 203.0.113.6/30 dev veth1 label veth1:0
addr add 2001:db8::1/64 dev veth0
addr add 2001:db8:1::1/127 dev veth0
addr add ::192.0.2.9/96 dev veth0
addr add 2001:db8::5 peer 2001:db8::6 dev tun0
link set veth0 up
link set veth1 up
link set br0 up
link set eth10 up
link set eth2 up
link set eth9 up
link set eth2.7 up
link set abcdefghijklmno up
link set promiscuous up
link set macvlan0 up
link set tap0 up
link set tun0 up
END
kind link add link veth0 name veth0.5 up type vlan id 5
kind link add dummy0 up type dummy
kind link add vxlan0 up type vxlan id 5 dstport 4789
kind link add bond0 up type bond
kind link add sit1 up type sit local 192.0.2.1 remote 192.0.2.9
kind link add ipip1 up type ipip local 192.0.2.1 remote 192.0.2.9
in_zoo busybox ping -c 2 -s 1000 127.0.0.1 >"$tmp/ping" 2>&1 || not_ok "packets on lo" "$tmp/ping"
sleep 2 # what IPv6 sends of itself is soon over

both_forms
same_rows --interfaces
same_rows -ine
same_rows -iee
is "there are aliases, and each kind of row" "$(in_zoo netstat -ia |
	awk '/^veth0:/ { n++ } / - no statistics / { m++ } /P[A-Z]*$/ { p++ } END { print n, m, p }')" "4 5 2"

# Refused, it knows no more than of a saved machine.
for error in 1 93; do
	for form in -i -iea -ieaj; do
		in_zoo "$NETLET" netstat $form --proc /proc >"$tmp/before"
		in_zoo "$helpers/noroute" $error "$NETLET" netstat $form >"$tmp/ours"
		same "netstat $form without rtnetlink, error $error" "$tmp/before" "$tmp/ours"
	done
done
in_zoo netstat -ia | awk 'NR > 2 && !/ - no / { $2 = "-"; $NF = "-"; print }' >"$tmp/theirs"
in_zoo "$helpers/noroute" 1 "$NETLET" netstat -i | awk 'NR > 2 { $1 = $1; print }' >"$tmp/ours"
same "counters without rtnetlink" "$tmp/theirs" "$tmp/ours"

# Each question to rtnetlink is one for all interfaces, not one for each.
in_zoo strace -o "$tmp/trace" "$NETLET" netstat -i >/dev/null
is "rtnetlink is asked, for all at once" "$(grep -c 'AF_NETLINK.*NETLINK_ROUTE' "$tmp/trace") $(
	grep -cE 'sendto.*(RTM_GETLINK|0x12 )' "$tmp/trace")" "1 1"
is "and nothing by ioctl" "$(grep -c ioctl "$tmp/trace")" 0
in_zoo "$helpers/noroute" 1 strace -o "$tmp/trace" "$NETLET" netstat -i >/dev/null
is "refused, it is asked no more" "$(grep -cE 'sendto.*(RTM_GETLINK|0x12 )' "$tmp/trace") $(
	grep -c 'net/dev' "$tmp/trace")" "0 1"

# Again and again: the title once.
in_zoo timeout -s INT 2.5 netstat -ic >"$tmp/theirs" 2>/dev/null
in_zoo timeout -s INT 2.5 "$NETLET" netstat -ic >"$tmp/ours" 2>"$tmp/err"
lines=$(($(in_zoo netstat -i | wc -l) * 2 - 1))
head -n $lines "$tmp/theirs" >"$tmp/before"
head -n $lines "$tmp/ours" >"$tmp/after"
same "rows of netstat -ic, two rounds" "$tmp/before" "$tmp/after"

# Another word for the same: JSON.
in_zoo netstat -ia | jc --netstat | jq -cS '.[] | select(.rx_ok != null)' >"$tmp/theirs"
in_zoo "$NETLET" netstat -iaj | jq -cS '.[] | select(.rx_ok != null)' >"$tmp/ours"
same "JSON of -ia as jc makes it of net-tools'" "$tmp/theirs" "$tmp/ours"
in_zoo ip -j -s addr | jq -cS 'sort_by(.ifname) | .[] | { iface: .ifname, mtu, txqueuelen: (.txqlen // 0),
	mac_addr: (if .link_type == "ether" then .address else null end),
	rx_bytes: .stats64.rx.bytes, tx_bytes: .stats64.tx.bytes,
	addresses: [.addr_info[] | "\(.local)/\(.prefixlen)"] | sort }' >"$tmp/theirs"
in_zoo "$NETLET" netstat -ieaj | jq -cS 'map(. + { owner: (.iface | sub(":.*"; "")) }) | group_by(.owner)
	| map(.[0] + { addresses: [.[].addresses[]] | sort })
	| sort_by(.iface) | .[] | { iface, mtu, txqueuelen, mac_addr, rx_bytes, tx_bytes, addresses }' >"$tmp/ours"
same "JSON of -iea has what ip knows" "$tmp/theirs" "$tmp/ours"
is "addresses are compared" "$(grep -c '/64' "$tmp/ours")" "$(grep -c '/64' "$tmp/theirs")"
in_zoo netstat -iea | jc --ifconfig 2>/dev/null | jq -cS '.[] | select(.rx_packets != null) |
	{ name, state: (.state | join(",")), rx_frame, tx_carrier, tx_collisions }' >"$tmp/theirs"
in_zoo "$NETLET" netstat -ieaj | jq -cS '.[] | select(.rx_ok != null) |
	{ name: .iface, state, rx_frame, tx_carrier, tx_collisions }' >"$tmp/ours"
same "JSON of -iea as jc makes it of ifconfig's text" "$tmp/theirs" "$tmp/ours"
is "interfaces are compared" "$(($(wc -l <"$tmp/ours") > 10))" 1

# net-tools shows only the first address of a label.
ips <<END
addr add 192.0.2.2/24 dev veth0
addr add 192.0.2.66/26 dev veth0 label veth0:1
END
in_zoo netstat -ie >"$tmp/theirs"
in_zoo "$NETLET" netstat -ie >"$tmp/ours"
is "more addresses of a label" "$(diff "$tmp/theirs" "$tmp/ours" |
	sed -n 's/^>  *//p; s/^< .*/less/p')" "inet 192.0.2.2  netmask 255.255.255.0  broadcast 0.0.0.0
inet 192.0.2.66  netmask 255.255.255.192  broadcast 0.0.0.0"

# Through /proc/PID/net only the counters are known.
in_zoo netstat -ia | awk 'NR > 2 && !/ - no / { $2 = "-"; $NF = "-"; print }' >"$tmp/theirs"
"$NETLET" netstat -i --netns "$zoo_pid" | awk 'NR > 2 { $1 = $1; print }' >"$tmp/ours"
same "rows of another process's namespace" "$tmp/theirs" "$tmp/ours"

# ---- Every type of hardware that has a name here, and some that have none.

types='1 2 32 512 519 768 769 772 776 777 778 801 823 824 65534 65535'
namespace "$helpers/tuntypes" $types
same_rows -ia
# The eighth byte of an address that has fewer is what net-tools finds in its memory.
in_zoo netstat -iea | sed -E 's/(unspec([ -][0-9A-F]{2}){7}-)../\100/' >"$tmp/theirs"
in_zoo "$NETLET" netstat -iea >"$tmp/ours"
same "blocks of all types of hardware" "$tmp/theirs" "$tmp/ours"
is "all of them" "$(grep -c '^t[0-9]*: ' "$tmp/ours")" "$(echo $types | wc -w)"

# ---- A saved /proc with large numbers, on interfaces that are there.

namespace
ips <<END
link set lo up
link add eth2 type ifb
link add eth10 type ifb
link add eth2.7 type ifb
link add rmnet_r_ims01 type ifb
link set eth2 up
link set rmnet_r_ims01 up
link set eth2.7 mtu 1234567890 up
END
mkdir -p "$tmp/root/net"
grep -vE '^(tun10001|abcdefghijklmno):' tests/roots/interfaces/proc/net/dev >"$tmp/root/net/dev"
grep -v abcdefghijklmno tests/roots/interfaces/proc/net/if_inet6 >"$tmp/root/net/if_inet6"
cat >"$tmp/rooted" <<END
mount --bind "$tmp/root" /proc && exec "\$@"
END
# Ours reads the counters from there when netlink is refused, but then has no flags and MTUs.
rooted()
{
	in_zoo unshare --mount sh "$tmp/rooted" "$@" 2>/dev/null
}
masked()
{
	awk '{ $2 = $NF = ""; print }'
}
is "large counters in -i" "$(rooted "$helpers/noroute" 1 "$NETLET" netstat -ia | masked)" \
	"$(rooted netstat -ia | masked)"
is "large counters in -ie" "$(rooted "$helpers/noroute" 1 "$NETLET" netstat -iea | grep '[RT]X ')" \
	"$(rooted netstat -iea | grep '[RT]X ')"

# ---- Of a name of 15 bytes net-tools reads no counters; the kernel's own file has them.

namespace
ips <<END
link add abcdefghijklmno type veth peer name v
link set v up
link set abcdefghijklmno up
END
sleep 1.5
row=$(in_zoo sh -c 'sed -n s/^abcdefghijklmno:/abcdefghijklmno\ 1500\ /p /proc/net/dev' |
	awk '{ print $1, $2, $4, $5, $6, $7, $12, $13, $14, $15, "BMRU" }')
is "15 bytes, with what it has counted" "$(in_zoo "$NETLET" netstat -i | awk '/^abc/ { $1 = $1; print }')" "$row"
is "that is not nothing" "$(echo "$row" | awk '{ print ($3 > 0) }')" 1

# ---- Many.

namespace
awk 'BEGIN {
	for (i = 1; i <= 600; i++)
		print "link add v" i * 7919 % 1009 " type veth peer name w" i
	for (i = 1; i <= 600; i += 5)
		print "link set w" i " up\naddr add 192.0.2." i % 250 "/32 dev w" i " label w" i ":7"
}' | ips
same_rows -i
same_rows -ia
same_rows -iea
exec 8>&-

done_testing
