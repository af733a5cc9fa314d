#!/bin/sh
# names - the names of addresses: /etc/hosts, then name servers that are late, lie or say nothing.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need ip strace
helper nameserver tests/live/nameserver.c
helper peers tests/live/peers.c

# A network of its own, in which 10.9.0.0/16 is here; and an /etc of its own for what runs in it.
unshare --net sh -c 'ip link set lo up &&
	ip address add 10.9.0.1/16 dev lo &&
	ip address add 2001:db8::1/64 dev lo nodad &&
	ip address add fe80::53/64 dev lo nodad &&
	ip route add local 2001:db8::/64 dev lo &&
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

started() # NAME FILE: until the helper that prints into it is ready
{
	waited=0
	until grep -q '^ready' "$2" || [ $waited -eq 100 ]; do
		sleep 0.05
		waited=$((waited + 1))
	done
	grep -q '^ready' "$2" || {
		not_ok "start $1" "$2"
		done_testing
	}
}

servers=
server() # ADDRESS MODE: its questions are in $tmp/asked.ADDRESS
{
	: >"$tmp/asked.$1"
	: >"$tmp/server.$1"
	(exec $enter "$helpers/nameserver" "$1" "$2" "$tmp/asked.$1") >"$tmp/server.$1" 2>&1 &
	servers="$servers $!"
	started "nameserver $1 $2" "$tmp/server.$1"
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
	: >"$tmp/etc/services"
}

peers_pid=
peers() # COUNT [ADDRESS]...
{
	peers=$1
	[ -z "$peers_pid" ] || kill "$peers_pid"
	[ -z "$peers_pid" ] || wait "$peers_pid" 2>/dev/null
	: >"$tmp/peers.out"
	(exec $enter "$helpers/peers" "$@") >"$tmp/peers.out" 2>&1 &
	peers_pid=$!
	started "peers $*" "$tmp/peers.out"
}

# Runs a command; sets `status` and the time it took, `ms`. The remote names, without their
# ports, are in $tmp/remote.
timed() # COMMAND...
{
	begun=$(date +%s%N)
	$enter nice -n -19 "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	ms=$((($(date +%s%N) - begun) / 1000000))
	awk '$1 ~ /^udp/ { sub(/:[0-9]+$/, "", $5); print $5 }' "$tmp/out" | sort >"$tmp/remote"
}

listing()
{
	timed $with_etc "$NETLET" netstat -u "$@"
}

took() # NAME FROM TO: ms
{
	if [ "$ms" -ge "$2" ] && [ "$ms" -lt "$3" ]; then
		ok "$1"
	else
		why "$1" "took $ms ms, not $2 to $3"
	fi
}

# What the peers should be called: all, the odd or the even ones, or none by name.
expect() # all|odd|even|none NAME
{
	awk -v named="$1" -v count="$peers" 'BEGIN {
		for (i = 2; i < 2 + count; i++) {
			d = i % 256
			c = (i - d) / 256
			if (named == "all" || named == (d % 2 ? "odd" : "even"))
				print "host-10-9-" c "-" d ".example"
			else
				print "10.9." c "." d
		}
	}' | sort >"$tmp/expected"
	same "$2: the rows" "$tmp/expected" "$tmp/remote"
	is "$2: no complaint" "$status $(cat "$tmp/err")" "0 "
}

asked_once() # NAME ADDRESS COUNT
{
	is "$1: each address is asked for once" \
		"$(sort -u "$tmp/asked.$2" | wc -l) of $(wc -l <"$tmp/asked.$2")" "$3 of $3"
}

try() # MODE all|odd|even|none FROM TO: against one server
{
	no_servers
	server 127.0.0.1 "$1"
	listing
	expect "$2" "$1"
	took "$1: $3 to $4 ms" "$3" "$4"
	asked_once "$1" 127.0.0.1 1001
}

peers 1000
try true all 0 1900
is "the local address has a name too" \
	"$(awk '$4 ~ /^host-10-9-0-1.example:/' "$tmp/out" | wc -l)" 1000
try late all 1400 3500
try backwards all 0 1900
try half odd 1900 3500
try id all 0 1900
try source all 0 1900
try question all 0 1900
try twice all 0 1900
try alias all 0 1900
try cut odd 0 1900
try loop none 0 1900
try nameless none 0 1900
try nxdomain none 0 1900
try nodata none 0 1900
try servfail none 0 1900
try noise none 1900 3500
try hole none 1900 3500
timed $with_etc strace -ttt -e trace=write -o "$tmp/trace" "$NETLET" netstat -u
awk '$2 ~ /^write\([3-9]/ {
	if (!n++)
		first = $1
	late = $1 - first - 0.25
	if (n > 132 + (late > 0 ? 132 + 4000 * late : 0))
		print "question " n " after " $1 - first " s"
	last = $1
}
END {
	if (n != 1001 || last - first > 1)
		print n " questions in " last - first " s"
}' "$tmp/trace" >"$tmp/why"
if [ -s "$tmp/why" ]; then
	not_ok "hole: 128 questions at once, and after 250 ms 4 a millisecond" "$tmp/why"
else
	ok "hole: 128 questions at once, and after 250 ms 4 a millisecond"
fi
echo 'options edns0 timeout:1' >>"$tmp/etc/resolv.conf"
listing
expect none "timeout:1"
took "timeout:1: half the time" 900 1900

# A server that is slow to read is not flooded: a socket's buffer holds 250 questions or so.
lost()
{
	$enter awk '/^Udp:/ { if (n++) print $6 }' /proc/net/snmp
}
for try in 1 2 3 4 5; do # unless others keep it from running
	no_servers
	server 127.0.0.1 slow
	before=$(lost)
	listing
	after=$(lost)
	[ "$after" -ne "$before" ] || break
done
is "slow: no question is lost" "$after" "$before"
is "slow: no complaint" "$status $(cat "$tmp/err")" "0 "

# What a server said before it died counts.
no_servers
server 127.0.0.1 dies
listing
is "dies: its answers are shown" "$(grep -c ^host- "$tmp/remote")" \
	"$(grep -vxc 1.0.9.10.in-addr.arpa. "$tmp/asked.127.0.0.1")"
is "dies: after 300 questions" "$(wc -l <"$tmp/asked.127.0.0.1")" 300
took "dies: at once" 0 1900

# Without a server.
no_servers
echo 'nameserver 127.0.0.1' >"$tmp/etc/resolv.conf"
listing
expect none "nobody listens"
took "nobody listens: at once" 0 1000
echo 'nameserver 203.0.113.53' >"$tmp/etc/resolv.conf"
listing
expect none "no way to the server"
took "no way to the server: at once" 0 1000
cat >"$tmp/etc/resolv.conf" <<'END'
search example
nameserver
nameserver 300.1.1.1
nameserver fe80::1
nameserver fe80::1%nosuch
END
listing
expect none "no server that could be asked"
took "no server that could be asked: at once" 0 1000
rm "$tmp/etc/resolv.conf" "$tmp/etc/hosts"
timed $with_etc strace -f -e trace=network -o "$tmp/trace" "$NETLET" netstat -u
expect none "no file"
took "no file: at once" 0 1000
is "no file: no socket" "$(grep AF_INET "$tmp/trace")" ""

# Several servers.
no_servers
server 127.0.0.1 hole
server 127.0.0.2 true
listing
expect all "a silent and a good server"
took "a silent and a good server: at once" 0 1900
no_servers
server 127.0.0.1 servfail
echo 'nameserver 127.0.0.9' >>"$tmp/etc/resolv.conf"
server 127.0.0.2 late
listing
expect all "a failing, a dead and a late server"
asked_once "a failing, a dead and a late server" 127.0.0.1 1001
asked_once "the late server" 127.0.0.2 1001
no_servers
server 127.0.0.1 servfail
server 127.0.0.2 servfail
server 127.0.0.3 servfail
server 127.0.0.4 true
listing
expect none "three of four servers"
is "three of four servers: the fourth is not asked" "$(wc -l <"$tmp/asked.127.0.0.4")" 0

# Interrupted system calls and full buffers lose nothing.
peers 200
for fault in sendto:error=EAGAIN:when=3+5 sendto:error=ENOBUFS:when=3+5 \
	recvfrom:error=EINTR:when=3+5 poll:error=EINTR:when=1+2; do
	no_servers
	server 127.0.0.1 true
	timed $with_etc strace -o /dev/null -e inject="$fault" "$NETLET" netstat -u
	expect all "$fault"
	asked_once "$fault" 127.0.0.1 201
done

# /etc/hosts.
no_servers
server 127.0.0.1 true
awk 'BEGIN {
	print "# 10.9.0.2 comment"
	print "10.9.0.2 first.hosts alias"
	print "10.9.0.2 second.hosts"
	print " \t10.9.0.3\tblanks.hosts\r"
	print "10.9.0.4"
	print "10.9.0.4 # no name"
	print "10.9.0.4 later.hosts# comment"
	print "010.9.0.5 zero.hosts"
	print "::ffff:10.9.0.6 mapped.hosts"
	print "10.9.0.7 \033[2J"
	print "2001:DB8::2 six.hosts"
	for (i = 0; i < 200000; i++)
		printf "10.%d.%d.%d many%d.hosts\n", 10 + i / 65536, i / 256 % 256, i % 256, i
	printf "10.9.0.8 last.hosts"
}' >"$tmp/etc/hosts"
peers 8 2001:db8::2 2001:db8::3 ::ffff:10.9.0.2 ::ffff:10.9.0.99
listing
cat >"$tmp/expected" <<'END'
\x1b[2J
blanks.hosts
first.hosts
first.hosts
host-10-9-0-5.example
host-10-9-0-9.example
host-10-9-0-99.example
host6-0003.example
last.hosts
later.hosts
mapped.hosts
six.hosts
END
sort "$tmp/expected" >"$tmp/expected.sorted"
same "/etc/hosts comes first" "$tmp/expected.sorted" "$tmp/remote"
sort "$tmp/asked.127.0.0.1" >"$tmp/asked"
cat >"$tmp/expected" <<'END'
1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.
1.0.9.10.in-addr.arpa.
3.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.
5.0.9.10.in-addr.arpa.
9.0.9.10.in-addr.arpa.
99.0.9.10.in-addr.arpa.
END
sort "$tmp/expected" >"$tmp/expected.sorted"
same "/etc/hosts: what it names is not asked for" "$tmp/expected.sorted" "$tmp/asked"
is "/etc/hosts: no complaint" "$status $(cat "$tmp/err")" "0 "
took "/etc/hosts: 200,000 lines" 0 1900
: >"$tmp/asked.127.0.0.1"
listing -n
is "-n asks nothing" "$status $(wc -l <"$tmp/asked.127.0.0.1")" "0 0"
rm "$tmp/etc/hosts"
mkdir "$tmp/etc/hosts"
listing
is "/etc/hosts cannot be read" "$status $(cat "$tmp/err")" "2 netstat: /etc/hosts: Is a directory"
grep -qx host-10-9-0-2.example "$tmp/remote"
is "/etc/hosts cannot be read: servers are asked" $? 0

# Names that a terminal would obey, and long ones.
peers 1
no_servers
server 127.0.0.1 escapes
listing
is "control bytes are in no name" "$(cat "$tmp/remote")" 10.9.0.2
no_servers
server 127.0.0.1 long
listing
is "255 bytes" "$(cat "$tmp/remote")" "$(awk 'BEGIN {
	for (i = 0; i < 253; i++)
		printf "%s", i % 64 == 63 ? "." : "a"
}')"

# Servers at IPv6 addresses.
for address in ::1 fe80::53%lo; do
	no_servers
	server "${address%%%*}" true
	echo "nameserver $address" >"$tmp/etc/resolv.conf"
	listing
	is "a server at $address" "$status $(cat "$tmp/remote")" "0 host-10-9-0-2.example"
done

# The same names as net-tools finds.
peers 20 2001:db8::2
no_servers
server 127.0.0.1 true
echo '10.9.0.3 first.hosts alias.hosts' >"$tmp/etc/hosts"
echo 'hosts: files dns' >"$tmp/etc/nsswitch.conf"
listing -W
timed $with_etc "$NETLET" netstat -uW
awk '$1 ~ /^udp/ { print $1, $4, $5 }' "$tmp/out" | sort >"$tmp/ours"
timed $with_etc netstat -uW
awk '$1 ~ /^udp/ { print $1, $4, $5 }' "$tmp/out" | sort >"$tmp/theirs"
same "the names that net-tools shows" "$tmp/theirs" "$tmp/ours"

# -c.
no_servers
server 127.0.0.1 half
timed timeout -s INT 4 $with_etc strace -e trace=socket -o "$tmp/trace" \
	"$NETLET" netstat -uc --interval 0.2
is "-c: one socket" "$(grep -c AF_INET "$tmp/trace")" 1
asked_once "-c" 127.0.0.1 23
is "-c: many rounds" "$(($(grep -c ^Active "$tmp/out") > 4))" 1
no_servers
server 127.0.0.1 hole
timed timeout -s INT 0.5 $with_etc "$NETLET" netstat -uc
took "an interrupt ends the wait of -c" 0 1500
timed timeout -s INT 0.5 $with_etc "$NETLET" netstat -u
took "an interrupt ends the wait" 0 1500

# More than there is room for.
peers 4200
no_servers
server 127.0.0.1 true
listing
is "too many addresses: said once" "$status $(wc -l <"$tmp/err")" "0 1"
is "too many addresses: the others have names" "$(($(grep -c ^host- "$tmp/remote") > 4000))" 1
done_testing
