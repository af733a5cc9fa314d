#!/bin/sh
# lookup - routes by name: /etc/hosts and /etc/networks, then name servers that are late, lie or say nothing.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need ip route
helper nameserver tests/live/nameserver.c

# A network of its own, where veth0 leads to all addresses; and an /etc of its own for what runs in it.
unshare --net sh -c 'ip link set lo up &&
	ip link add veth0 type veth peer name veth1 &&
	ip link set veth0 up && ip link set veth1 up &&
	ip address add 10.9.0.1/16 dev veth0 &&
	ip address add 2001:db8::1/64 dev veth0 nodad &&
	: >"$0" && exec sleep 600' "$tmp/network" 2>"$tmp/network.err" &
zoo_pid=$!
enter="nsenter --net=/proc/$zoo_pid/ns/net"
waited=0
until [ -e "$tmp/network" ] || [ $waited -eq 100 ]; do
	sleep 0.1
	waited=$((waited + 1))
done
[ -e "$tmp/network" ] || {
	not_ok "a network" "$tmp/network.err"
	done_testing
}
mkdir "$tmp/etc"
cat >"$tmp/with_etc" <<END
mount --bind "$tmp/etc" /etc || exit 99
exec "\$@"
END
with_etc="unshare --mount sh $tmp/with_etc"

servers= tool=
server() # ADDRESS MODE: its questions are in $tmp/asked.ADDRESS
{
	: >"$tmp/asked.$1"
	: >"$tmp/server.$1"
	(exec $enter "$helpers/nameserver" "$1" "$2" "$tmp/asked.$1") >"$tmp/server.$1" 2>&1 &
	servers="$servers $!"
	waited=0
	until grep -q '^ready' "$tmp/server.$1" || [ $waited -eq 100 ]; do
		sleep 0.05
		waited=$((waited + 1))
	done
	grep -q '^ready' "$tmp/server.$1" || {
		not_ok "start nameserver $1 $2" "$tmp/server.$1"
		done_testing
	}
	echo "nameserver $1" >>"$tmp/etc/resolv.conf"
}

no_servers()
{
	[ -z "$servers" ] || kill $servers 2>/dev/null
	[ -z "$servers" ] || wait $servers 2>/dev/null
	servers=
	rm -rf "$tmp/etc"
	mkdir "$tmp/etc"
	: >"$tmp/etc/resolv.conf"
	: >"$tmp/etc/hosts"
	echo 'hosts: files dns' >"$tmp/etc/nsswitch.conf"
	echo 'networks: files' >>"$tmp/etc/nsswitch.conf"
}

# Runs `route ARG...`; sets `status`, the time it took, `ms`, and `routes`: those that then are there
# and were not there before, which are removed.
routing() # ARG...
{
	begun=$(date +%s%N)
	$enter $with_etc ${tool:-"$NETLET" route} "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	ms=$((($(date +%s%N) - begun) / 1000000))
	routes=$({
		$enter ip -4 route show dev veth0 metric 7
		$enter ip -6 route show dev veth0 metric 7
	} | sed -E 's/ (metric 7|scope link|pref medium|linkdown)//g; s/ +/ /g; s/ $//' | paste -sd,)
	$enter ip -4 route flush dev veth0 metric 7
	$enter ip -6 route flush dev veth0 metric 7
}

# `dev veth0 metric 7` of a host's name gives this route.
leads() # NAME HOST ROUTE [ARG...]
{
	what=$1 host=$2 expected=$3
	shift 3
	routing "$@" add "$host" metric 7 dev veth0
	is "$what" "$status $routes$(cat "$tmp/err")" "0 $expected"
}

# Without a route, and with a message that names the host.
leads_nowhere() # NAME HOST [ARG...]
{
	what=$1 host=$2
	shift 2
	routing "$@" add "$host" metric 7 dev veth0
	is "$what: no route" "$((status != 0)) $routes$(grep -cF "route: $host: " "$tmp/err")" "1 1"
}

took() # NAME FROM TO: ms
{
	if [ "$ms" -ge "$2" ] && [ "$ms" -lt "$3" ]; then
		ok "$1: $2 to $3 ms"
	else
		why "$1: $2 to $3 ms" "took $ms ms"
	fi
}

try() # MODE ROUTE FROM TO: of host-10-9-1-3.example, from one server
{
	no_servers
	server 10.9.0.1 "$1"
	if [ "$2" = none ]; then
		leads_nowhere "$1" host-10-9-1-3.example
	else
		leads "$1" host-10-9-1-3.example "$2"
	fi
	took "$1" "$3" "$4"
}

try true 10.9.1.3 0 900
is "an IPv4 address found is asked for once, and nothing else" \
	"$(sort "$tmp/asked.10.9.0.1" | paste -sd,)" "A host-10-9-1-3.example."
leads "both families" both-10-9-1-3.example 10.9.1.3
leads "both families, IPv6 is asked for" both-10-9-1-3.example 2001:db8::3 -6
leads "IPv6 alone" host6-3.example 2001:db8::3
leads "a dot at the end" host-10-9-1-3.example. 10.9.1.3
leads "capitals" HOST-10-9-1-3.eXample 10.9.1.3
leads_nowhere "no such name" nosuch.example
took "no such name" 0 900
leads_nowhere "no address of that family" host6-3.example -4
: >"$tmp/asked.10.9.0.1"
leads_nowhere "-n: names are not looked up" host-10-9-1-3.example -n
for name in a..b .a.b 10.9.1.256 10.9.1.3.4 a.7 'a b' 'a@b.example' "$(printf 'a%.0s' $(seq 64)).example" \
	"$(printf 'a.%.0s' $(seq 127))b"; do
	leads_nowhere "a name that none can have: $(printf %.20s "$name")" "$name"
done
is "what none can have is not asked for" "$(cat "$tmp/asked.10.9.0.1")" ""
name=$(printf 'a.%.0s' $(seq 126))b
leads_nowhere "a name of 253 bytes" "$name"
is "a name of 253 bytes is asked for" "$(sort "$tmp/asked.10.9.0.1" | head -n 1)" "A $name."
routing add -net 10.20.0.0/16 gw host-10-9-1-3.example metric 7 dev veth0
is "a gateway" "$status $routes$(cat "$tmp/err")" "0 10.20.0.0/16 via 10.9.1.3"
routing add host-10-9-1-4.example gw host-10-9-1-3.example metric 7
is "a host and its gateway" "$status $routes$(cat "$tmp/err")" "0 10.9.1.4 via 10.9.1.3"

try late 10.9.1.3 1400 1990
try first 10.9.1.3 900 1900
try only4 10.9.1.3 0 900
leads_nowhere "only4: no IPv6 address is not the same as no answer" host6-3.example
took "only4, IPv6" 1900 2500
try id 10.9.1.3 0 900
try source 10.9.1.3 0 900
try question 10.9.1.3 0 900
try twice 10.9.1.3 0 900
try alias 10.9.1.3 0 900
try chain 10.9.1.3 0 900
leads "chain of IPv6" host6-3.example 2001:db8::3
try cut 10.9.1.3 0 900
leads_nowhere "cut, without an address" host-10-9-1-2.example
try zero none 0 900
try loop none 0 900
try nxdomain none 0 900
try nodata none 0 900
try servfail none 0 900
try noise none 1900 2500
try hole none 1900 2500
is "hole: asked twice" "$(sort "$tmp/asked.10.9.0.1" | uniq -c | sed 's/^ *//' | paste -sd,)" \
	"2 A host-10-9-1-3.example."
echo 'options timeout:1' >>"$tmp/etc/resolv.conf"
leads_nowhere "timeout:1" host-10-9-1-3.example
took "timeout:1" 900 1500

# Without a server.
no_servers
leads_nowhere "no server" host-10-9-1-3.example
took "no server" 0 300
rm "$tmp/etc/resolv.conf" "$tmp/etc/hosts"
leads_nowhere "no file" host-10-9-1-3.example
took "no file" 0 300
echo 'nameserver 10.9.0.1' >"$tmp/etc/resolv.conf"
leads_nowhere "nobody listens" host-10-9-1-3.example
took "nobody listens" 0 900

# Several servers.
no_servers
server 10.9.0.1 hole
server 127.0.0.2 true
leads "a silent and a good server" host-10-9-1-3.example 10.9.1.3
took "a silent and a good server" 0 900
no_servers
server 10.9.0.1 servfail
echo 'nameserver 127.0.0.9' >>"$tmp/etc/resolv.conf"
server 127.0.0.2 late
leads "a failing, a dead and a late server" host-10-9-1-3.example 10.9.1.3

# Domains.
no_servers
server 10.9.0.1 true
echo 'search other example' >>"$tmp/etc/resolv.conf"
leads "search: the first domain" host-10-9-1-3 10.9.1.103
leads "search: IPv6 of it" both-10-9-1-3 2001:db8::67 -6
leads "search: not for a name with a dot" host-10-9-1-3.example 10.9.1.3
leads "search: not for a dot at the end" host-10-9-1-3. 10.9.1.203
echo 'domain example' >>"$tmp/etc/resolv.conf"
leads "the last such line counts" host-10-9-1-3 10.9.1.3
echo 'search .' >>"$tmp/etc/resolv.conf"
leads "search: the root" host-10-9-1-3 10.9.1.203
echo 'search nowhere example' >>"$tmp/etc/resolv.conf"
: >"$tmp/asked.10.9.0.1"
leads "search: as it is at last" host-10-9-1-3 10.9.1.203
is "search: nothing else is asked for" "$(paste -sd, "$tmp/asked.10.9.0.1")" \
	"A host-10-9-1-3.nowhere.,AAAA host-10-9-1-3.nowhere.,A host-10-9-1-3."
for domain in 7 a..b; do
	echo "search $domain" >>"$tmp/etc/resolv.conf"
	leads "search: as it is where the domain is none: $domain" host-10-9-1-3 10.9.1.203
done
no_servers
server 10.9.0.1 lame
echo 'search other' >>"$tmp/etc/resolv.conf"
leads_nowhere "search: a domain that does not answer decides nothing" host-10-9-1-3
echo 'search example' >>"$tmp/etc/resolv.conf"
leads "search: one that answers does" host-10-9-1-3 10.9.1.3

# /etc/hosts.
no_servers
server 10.9.0.1 true
cat >"$tmp/etc/hosts" <<'END'
# 10.9.5.1 one.hosts
10.9.5.256 one.hosts
2001:db8::5 one.hosts six.hosts
10.9.5.2 one.hosts uno # two.hosts
10.9.5.3 one.hosts
10.9.5.4 host-10-9-1-3.example
0.0.0.0 nothing.hosts
END
leads "/etc/hosts: the first line of the family, rather IPv4" one.hosts 10.9.5.2
leads "/etc/hosts: IPv6" one.hosts 2001:db8::5 -6
leads "/etc/hosts: IPv6 alone" six.hosts 2001:db8::5
leads "/etc/hosts: an alias in capitals" UNO 10.9.5.2
leads_nowhere "/etc/hosts: not in comments" two.hosts
leads_nowhere "/etc/hosts: 0.0.0.0 is no host" nothing.hosts
: >"$tmp/asked.10.9.0.1"
leads "/etc/hosts comes first" Host-10-9-1-3.example 10.9.5.4
is "/etc/hosts: what it knows is not asked for" "$(cat "$tmp/asked.10.9.0.1")" ""

# /etc/networks.
cat >"$tmp/etc/networks" <<'END'
# lan 10.44.0.0
lan 10.32.0.0 home
short 10.33 # long
LAN 10.34.0.0
END
for net in lan:10.32.0.0 HOME:10.32.0.0 short:10.33.0.0; do
	routing add -net "${net%:*}" netmask 255.255.0.0 metric 7 dev veth0
	is "/etc/networks: ${net%:*}" "$status $routes$(cat "$tmp/err")" "0 ${net#*:}/16"
done
routing add -net long netmask 255.255.0.0 metric 7 dev veth0
is "/etc/networks: not in comments" "$((status != 0)) $routes" "1 "
for net in 10.32.0.0 10.33.0.0 10.34.0.0; do
	$enter ip route add $net/16 dev veth0
done
names()
{
	$enter $with_etc "$@" 2>&1 | awk '/^[a-zA-Z0-9.]+ .* veth0$/ { print $1, $3 }'
}
names route >"$tmp/theirs"
names "$NETLET" route >"$tmp/ours"
same "/etc/networks: the names that net-tools shows" "$tmp/theirs" "$tmp/ours"
is "/etc/networks: names are shown" "$(grep -c '^lan ' "$tmp/ours")" 1

# The same routes as net-tools makes.
for words in "host-10-9-1-3.example" "uno" "-net home netmask 255.255.0.0 gw host-10-9-1-3.example"; do
	routing add $words metric 7 dev veth0
	ours="$status $routes"
	tool=route
	routing add $words metric 7 dev veth0
	tool=
	is "as net-tools: $words" "$ours" "$status $routes"
done
done_testing
