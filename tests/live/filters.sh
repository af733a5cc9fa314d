#!/bin/sh
# filters - --port, --local, --remote, --state and --program keep exactly the rows that they name.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need perl strace timeout find mount
helper crowd tests/bench/crowd.c

plain='users shared namespaces names tun tcp datagrams raw unix'
zoo_start $plain

n() # ARG...: our netstat in the zoo
{
	in_zoo "$NETLET" netstat "$@"
}

# ---- Another selection, by text. What it knows of a row are its columns.
cat >"$tmp/select.awk" <<'END'
function trim(s) { sub(/^ +/, "", s); sub(/ +$/, "", s); return s }
function column(from, len) { return trim(substr($0, from, len)) }

function host(end) { sub(/:[^:]*$/, "", end); return end }
function number(end) { sub(/.*:/, "", end); return end == "*" ? 0 : end + 0 }

function in_bits(n, count,   s) {
	for (; count > 0; count--) {
		s = n % 2 s
		n = int(n / 2)
	}
	return s
}

function hex(text,   i, v) {
	for (i = 1; i <= length(text); i++)
		v = 16 * v + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1
	return v
}

# 32 digits 0 and 1, or 128
function bits4(text,   p, i, s) {
	split(text, p, ".")
	for (i = 1; i <= 4; i++)
		s = s in_bits(p[i], 8)
	return s
}

function groups(text,   p, i, n, s) {
	n = split(text, p, ":")
	for (i = 1; i <= n; i++)
		s = s in_bits(hex(p[i]), 16)
	return s
}

function bits6(text,   at, left, right) {
	at = index(text, "::")
	left = groups(at ? substr(text, 1, at - 1) : text)
	right = at ? groups(substr(text, at + 2)) : ""
	while (length(left) + length(right) < 128)
		left = left "0"
	return left right
}

# An IPv4 net is also that of the IPv4 addresses on IPv6 sockets, and those have an IPv6 form.
function below(addr, net, len) {
	if (net !~ /:/)
		return addr !~ /:/ && substr(bits4(addr), 1, len) == substr(bits4(net), 1, len)
	if ($1 !~ /6$/)
		return 0
	if (addr !~ /:/)
		addr = in_bits(0, 80) in_bits(65535, 16) bits4(addr)
	else
		addr = bits6(addr)
	return substr(addr, 1, len) == substr(bits6(net), 1, len)
}

# What may stand in a condition. What raw sockets have in a port's place is none.
function local(net, len) { return !unix && below(host($4), net, len) }
function remote(net, len) { return !unix && below(host($5), net, len) }
function between(port, from, to) { return port >= from && port <= (to ? to : from) }
function lport(from, to) { return !unix && !raw && between(number($4), from, to) }
function rport(from, to) { return !unix && !raw && between(number($5), from, to) }
function port(from, to) { return lport(from, to) || rport(from, to) }
function state(name) { return name == (unix ? column(37, 13) : column(69, 11)) }
function inode() { return unix ? substr($0, 51) + 0 : column(92, 10) }

# By /etc/services, whose line of the row's own protocol counts.
function service(name,   line, f, p, i, n, yes) {
	while ((getline line <"/etc/services") > 0) {
		sub(/#.*/, "", line)
		n = split(line, f)
		split(f[2], p, "/")
		if (p[2] != ($1 ~ /^udp/ ? "udp" : "tcp"))
			continue
		for (i = 1; i <= n; i++)
			if (i != 2 && f[i] == name && port(p[1]))
				yes = 1
	}
	close("/etc/services")
	return yes
}

# A PID, or a name: that, or what begins with it before a blank or a colon.
function held(wanted,   k, name, i) {
	for (i = 1; i <= holders; i++) {
		if (holder_inode[i] != inode())
			continue
		name = holder_name[i]
		k = substr(name, length(wanted) + 1, 1)
		if (holder_pid[i] == wanted || name == wanted ||
				(index(name, wanted) == 1 && (k == " " || k == ":")))
			return 1
	}
	return 0
}

BEGIN {
	while ((getline line <owners) > 0) {
		split(line, f, "\001")
		holder_inode[++holders] = f[1]
		holder_pid[holders] = f[2]
		holder_name[holders] = f[3]
	}
}
END { print matched + 0 >status }
FNR != NR { if (keep[FNR]) print; next }
/^Active/ { unix = /UNIX/ }
/^(Active|Proto)/ {
	internet = internet || !unix
	keep[NR] = !(unix && internet && ends) # what has no ends is not looked at
	next
}
{ raw = /^raw/ }
END
select=$(cat "$tmp/select.awk")

# The lines of the second file whose counterparts in the first satisfy a condition; how many, is in
# $tmp/matched.
selected() # CONDITION KEYS ROWS
{
	awk -v owners="$tmp/owners" -v ends="$ends" -v status="$tmp/matched" \
		"$select $1 { keep[NR] = 1; matched++ }" "$2" "$3"
}

owners() # who holds which socket, by another walk
{
	find /proc/[0-9]*/fd -lname 'socket:*' -printf '%h %l\n' 2>/dev/null |
		sed -E 's~/proc/([0-9]+)/fd socket:\[([0-9]+)\]~\2 \1~' | sort -u |
		while read -r inode pid; do
			name=$(tr '\0\n' '\n?' <"/proc/$pid/cmdline" | head -n 1)
			case $name in /*) name=${name##*/} ;; esac
			printf '%s\001%s\001%s\n' "$inode" "$pid" "$name"
		done >"$tmp/owners"
}

# The other selection is from net-tools' rows, or, for what those do not tell ($keys are more
# options that do), from all of ours. State that moves meanwhile (a SYN+ACK that is sent again) is
# looked at again. Arguments of ours are ARGS and FILTER; net-tools' are $theirs, if set.
keys= listed=
pick() # ARGS CONDITION FILTER...
{
	args=$1 condition=$2
	shift 2
	name="netstat $args $*${theirs:+ from $theirs}"
	case "$*" in *--po* | *--lo* | *--re*) ends=1 ;; *) ends= ;; esac
	for try in 1 2 3; do
		zoo_fresh
		n $args "$@" 2>"$tmp/err" >"$tmp/out"
		status=$?
		single_or_all <"$tmp/out" | still >"$tmp/ours"
		list ${theirs:-$args}
		selected "$condition" "$tmp/keys" "$tmp/rows" >"$tmp/expected"
		read -r matched <"$tmp/matched"
		[ "$matched" -gt 0 ]
		wanted=$?
		if [ $status -eq $wanted ] && [ ! -s "$tmp/err" ] &&
			cmp -s "$tmp/expected" "$tmp/ours"; then
			if [ $wanted -eq "${none:-0}" ]; then
				ok "$name"
			else
				why "$name" "$matched rows: the zoo is not what it was"
			fi
			return
		fi
		listed=
	done
	{
		diff -a "$tmp/expected" "$tmp/ours"
		[ $status -eq $wanted ] || echo "status $status, not $wanted"
		cat "$tmp/err"
	} >"$tmp/why"
	not_ok "$name" "$tmp/why"
}

list() # ARG...: all rows, unless they are there
{
	[ "$listed" != "$zoo_pid $keys $*" ] || return 0
	if [ -n "$keys" ]; then
		n "$@" $keys >"$tmp/keys"
		n "$@" | still >"$tmp/rows"
	else
		in_zoo netstat "$@" | still >"$tmp/rows"
		cp "$tmp/rows" "$tmp/keys"
	fi
	listed="$zoo_pid $keys $*"
}

single_or_all() # net-tools names one owner
{
	if [ -n "$keys" ]; then
		cat
	else
		single_owner
	fi
}

nothing() # the same, where no row matches
{
	none=1
	pick "$@"
	none=
}

# ---- Ports.
pick -an 'port(80)' --port 80
pick -n 'port(80)' --port 80
pick -ln 'port(80)' --port 80
pick -tan 'port(80)' --port=80
pick -tan4 'port(80)' --port 80
pick -tan6 'port(80)' --port 80
pick -tulpn 'port(8001)' --port 8001
pick -anp 'port(9200)' --port 9200
pick -aneo 'port(80)' --port 80
pick -taneop 'port(80, 8010)' --port 80-8010
pick -tane 'port(80)' --port 80
pick -an 'port(53)' --port 53
pick -uan 'port(53)' --port 53
pick -Uan 'port(7000, 7023)' --port 7000-7023
pick -A\ inet6\ -an 'port(80)' --port 80
pick -an 'port(8000, 8999)' --port 8000-8999
pick -an 'port(65535)' --port 65535
pick -an 'port(65535)' --port 65535-65535
pick -an 'port(256, 65535)' --port 256-65535
pick -tan 'port(1, 65535)' --port 1-65535
pick -an 'port(1, 65535)' --port 1-65535
nothing -wan 'port(253)' --port 253
pick -an 'port(80) || port(5353) || port(8000, 8010)' --port 80,5353,8000-8010
pick -an 'port(80) || port(5353) || port(8000, 8010)' --port 80 --port 5353 --port 8000-8010
pick -an 'port(80) || port(5353) || port(22)' --port 80,5353 --port 22
pick -an 'port(80)' --port 80,80 --port 80-80
pick -an 'port(8000, 8021)' --port 8000-8011,8010-8021
pick -an 'port(80)' --port 0080
pick -an 'service("http")' --port http
pick -an 'service("www")' --port www
pick -an 'service("ssh") || service("mdns") || port(8001)' --port ssh,mdns,8001
pick -an 'service("domain")' --port domain
pick -tan 'service("ipp")' --port ipp
nothing -tan 'service("mdns")' --port mdns
nothing -an 'port(3)' --port 3
nothing -an 'port(3, 8)' --port 3-8
nothing -tln 'port(53)' --port 53
list=2
for i in $(seq 3 257); do
	list=$list,$((i * 200))
done
pick -an 'port(2) || (port(1) || port(2, 65535)) && (number($4) % 200 == 0 && lport(600, 51400) ||
	number($5) % 200 == 0 && rport(600, 51400))' --port "$list"

# A service of two protocols has two ports.
printf '%s\n' 'twofold 631/tcp' 'twofold 65535/udp' >"$tmp/services"
cat >"$tmp/with_services" <<END
mount --bind "$tmp/services" /etc/services || exit 99
exec "\$@"
END
twofold() # FUNCTION FILTER...
{
	selected "/^tcp/ && $1(631) || /^udp/ && $1(65535)" "$tmp/rows" "$tmp/rows" >"$tmp/expected"
	shift
	in_zoo unshare --mount sh "$tmp/with_services" "$NETLET" netstat $args "$@" \
		>"$tmp/ours" 2>&1
	same "netstat $args $*, a service of two ports" "$tmp/expected" "$tmp/ours"
}
for args in -tan -uan -an; do
	in_zoo netstat $args >"$tmp/rows"
	ends=1
	twofold port --port twofold
	twofold lport --local :twofold
done

# ---- Ends.
pick -an 'local("127.0.0.1", 32)' --local 127.0.0.1
pick -an 'remote("127.0.0.1", 32)' --remote 127.0.0.1
pick -n 'local("127.0.0.1", 32)' --local 127.0.0.1
pick -ln 'local("127.0.0.1", 32)' --local 127.0.0.1
pick -an 'local("127.0.0.1", 32) && lport(8001)' --local 127.0.0.1:8001
pick -anpeo 'local("127.0.0.1", 32) && lport(8000, 8021)' --local 127.0.0.1:8000-8021
pick -tan6 'local("127.0.0.1", 32)' --local 127.0.0.1
pick -tan4 'local("127.0.0.1", 32)' --local 127.0.0.1
pick -an6 'remote("192.0.2.16", 32)' --remote 192.0.2.16
pick -an 'remote("192.0.2.0", 24)' --remote 192.0.2.0/24
pick -an 'remote("192.0.2.0", 24)' --remote 192.0.2.77/24
for len in 0 1 7 8 9 23 25 26 27 28 29 30 31 32; do
	pick -an "remote(\"192.0.2.16\", $len)" --remote "192.0.2.16/$len"
done
pick -an 'local("0.0.0.0", 32)' --local 0.0.0.0
pick -an 'remote("0.0.0.0", 32)' --remote 0.0.0.0/32
pick -an 'local("127.0.0.0", 8)' --local 127.0.0.0/8
pick -wan 'local("127.0.0.0", 8)' --local 127.0.0.0/8
pick -wan 'remote("::1", 128)' --remote ::1
pick -uan 'remote("127.0.0.2", 31)' --remote 127.0.0.2/31
pick -an 'local("::1", 128)' --local ::1
pick -an 'local("::1", 128)' --local '[::1]'
pick -an 'local("::1", 128)' --local 0:0:0::0:1
pick -an 'local("::1", 128)' --local ::1/128
pick -an 'local("::1", 128)' --local '[::1]/128'
pick -an 'local("::1", 128) && lport(8010)' --local '[::1]:8010'
pick -an 'local("::1", 128) && lport(8010, 8011)' --local '[::1]/128:8010-8011'
pick -an 'local("2001:db8::1", 128)' --local 2001:DB8::1
pick -an 'local("2001:db8::", 32) && lport(80)' --local '[2001:db8::]/32:80'
pick -an 'local("2001:db8::", 32) && service("http")  && lport(80)' --local '[2001:db8::]/32:http'
for len in 0 1 2 16 17 28 31 32 64 96 120 124 125 126 127 128; do
	pick -an "remote(\"2001:db8::14\", $len)" --remote "2001:db8::14/$len"
done
pick -an 'remote("2001:db8::14", 126) && rport(1, 65535)' --remote '[2001:db8::14]/126:1-65535'
pick -an 'local("fe80::", 10)' --local fe80::/10
pick -an 'local("::", 128)' --local ::
pick -an 'remote("::", 128)' --remote '[::]'
pick -an 'local("::", 0)' --local ::/0
pick -an 'local("::", 80)' --local ::/80
pick -an 'local("::", 95)' --local ::/95
pick -an6 'remote("192.0.2.16", 32)' --remote ::ffff:192.0.2.16
pick -an6 'remote("192.0.2.16", 32)' --remote ::ffff:c000:210
pick -an6 'remote("192.0.2.16", 30)' --remote ::ffff:192.0.2.16/126
pick -an6 'remote("192.0.2.16", 24)' --remote '[::ffff:192.0.2.0]/120'
pick -an6 'remote("192.0.2.16", 24) && rport(40000, 40100)' \
	--remote '[::ffff:192.0.2.0]/120:40000-40100'
pick -an 'lport(80)' --local :80
pick -an 'rport(80, 8010)' --remote :80-8010
pick -an 'rport(53)' --remote '*:53'
pick -an 'rport(53)' --remote :domain
pick -an '!unix' --local '*'
pick -an '!unix' --remote '*:*'
pick -tan 'local("127.0.0.1", 32)' --local '127.0.0.1:*'
pick -an 'local("127.0.0.2", 32) || local("::1", 128) && lport(631) || lport(22)' \
	--local '127.0.0.2,[::1]:631,:22'
pick -an 'local("127.0.0.2", 32) || local("::1", 128) && lport(631) || lport(22)' \
	--local 127.0.0.2 --local '[::1]:631' --local :22
pick -an 'remote("192.0.2.8", 29) || remote("2001:db8::18", 125)' \
	--remote 192.0.2.8/29,2001:db8::18/125
nothing -an 'local("10.0.0.0", 8)' --local 10.0.0.0/8
nothing -an 'remote("2001:db9::", 32)' --remote 2001:db9::/32
nothing -an4 'remote("2001:db8::", 32)' --remote 2001:db8::/32
nothing -tan4 'local("::", 0)' --local ::/0
nothing -an 'local("127.0.0.1", 32) && lport(3)' --local 127.0.0.1:3

# ---- States: whoever asks for one by name need not say -a or -l.
for state in ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 TIME_WAIT CLOSE_WAIT LAST_ACK \
	CLOSING; do
	pick -tan "state(\"$state\")" --state $state
done
pick -an 'state("LISTEN") || state("LISTENING")' --state LISTEN
pick -an 'state("LISTEN") || state("LISTENING")' --state listening
pick -an 'state("SYN_RECV")' --state SYN_RECEIVED
pick -an 'state("SYN_RECV")' --state syn-recv
pick -an 'state("SYN_RECV")' --state syn-received
pick -an 'state("FIN_WAIT1")' --state fin-wait-1
pick -an 'state("FIN_WAIT2")' --state fin_wait_2
pick -an 'state("TIME_WAIT")' --state time-wait
pick -an 'state("ESTABLISHED")' --state established
pick -an 'state("ESTABLISHED")' --state estab
pick -uan 'state("ESTABLISHED")' --state Established
pick -an4p 'state("CLOSE_WAIT")' --state close_wait
pick -an6 'state("LAST_ACK")' --state last-ack
pick -aneo 'state("SYN_RECV") || state("SYN_SENT")' --state syn-recv,syn-sent
pick -tanp 'state("SYN_RECV") || state("SYN_SENT")' --state syn-recv --state syn-sent
pick -tane 'state("SYN_RECV")' --state syn-recv
pick -tane 'state("ESTABLISHED") || state("TIME_WAIT") || state("LISTEN")' \
	--state established,time-wait,listen
pick -an 'state("7")' --state 7
pick -wan 'state("1")' --state 1
pick -an 'state("1") || state("7")' --state 1-7
pick -an 'state("7") || state("LISTEN") || state("LISTENING")' --state 7,listen
pick -xan 'state("CONNECTED")' --state connected
pick -an 'state("CONNECTING")' --state CONNECTING
pick -an 'state("CONNECTED") || state("ESTABLISHED")' --state connected,established
pick -xlnp 'state("LISTENING")' --state listen
nothing -an 'state("CLOSE")' --state CLOSED
nothing -an 'state("CLOSE")' --state close
nothing -an 'state("FREE")' --state free
nothing -an 'state("DISCONNECTING")' --state disconnecting
nothing -an 'state("UNKNOWN")' --state unknown
nothing -uan 'state("LISTEN")' --state listen
nothing -xan 'state("ESTABLISHED")' --state established
nothing -ln 'state("ESTABLISHED")' --state time-wait
pick -ln 'state("LISTEN") || state("LISTENING")' --state listen
theirs=-tan
pick -tn 'state("SYN_RECV")' --state syn-recv
pick -tn 'state("LISTEN") || state("TIME_WAIT")' --state listen,time-wait
theirs=-xan
pick -xn 'state("LISTENING")' --state listen
theirs=-anpeo
pick -npeo 'state("LISTEN") || state("LISTENING") || state("CONNECTING")' --state listen,connecting
theirs=

# ---- Several filters: each must hold.
pick -an 'port(80) && state("ESTABLISHED")' --port 80 --state established
pick -tan 'local("192.0.2.1", 32) && remote("192.0.2.16", 29) && state("TIME_WAIT")' \
	--local 192.0.2.1 --remote 192.0.2.16/29 --state time-wait
pick -an 'port(8000, 8021) && local("127.0.0.0", 8) && lport(8000, 8010)' \
	--port 8000-8021 --local 127.0.0.0/8:8000-8010
pick -an '(local("::1", 128) || local("127.0.0.1", 32)) && state("ESTABLISHED") &&
	(rport(9000, 9041) || rport(8000, 8021))' \
	--local ::1 --local 127.0.0.1 --remote :9000-9041,:8000-8021 --state estab
pick -anop 'remote("192.0.2.8", 29) && lport(1024, 65535) &&
	(state("FIN_WAIT1") || state("FIN_WAIT2"))' --remote 192.0.2.8/29,203.0.113.0/24 \
	--state fin-wait-1 --local :1024-65535 --state fin-wait-2
nothing -an 'port(80) && state("TIME_WAIT")' --port 80 --state time-wait
nothing -xan 'port(80)' --port 80
nothing -xan 'local("127.0.0.1", 32)' --local 127.0.0.1
pick -tan 'local("127.0.0.1", 32) && rport(8000)' --loc 127.0.0.1 --rem :8000
pick -tan 'state("LISTEN")' --state=listen

# ---- Programs: one of those that hold it. nginx's workers name themselves by rewriting argv[0].
titled() # PORT TITLE
{
	in_zoo perl -MIO::Socket::INET -e '
		my $s = IO::Socket::INET->new(Listen => 5, ReuseAddr => 1,
			LocalAddr => "127.0.0.1", LocalPort => shift) or die $!;
		$0 = shift;
		open my $ready, ">", shift or die $!;
		close $ready;
		sleep 600' "$1" "$2" "$tmp/titled.$1" &
	for tenth in $(seq 100); do
		[ ! -e "$tmp/titled.$1" ] || return 0
		sleep 0.1
	done
	why "a process titled $2" "it did not start"
}
zoo_start $plain
titled 30001 'nginx: worker process'
titled 30002 'nginxes'
titled 30003 '/usr/sbin/nginx: odd'
titled 30004 'nginx-debug: worker'
zoo_since=$(date +%s) # these would not outlive this zoo
owners
keys=-e
by_program() # ARGS CONDITION FILTER...: none is of a TIME_WAIT, so this zoo may grow old
{
	zoo_since=$(date +%s)
	pick "$@"
}
for args in -anp -an -tlnp -xan -aneop; do
	by_program $args 'held("zoo")' --program zoo
done
by_program -anp 'held("nginx")' --program nginx
is "nginx, its master and its workers" "$(n -tln --program nginx | awk 'NR > 2 { print $4 }' |
	sort | tr '\n' ' ')" "127.0.0.1:20004 127.0.0.1:30001 127.0.0.1:30003 "
by_program -anp 'held("nginx: worker process")' --program 'nginx: worker process'
by_program -anp 'held("nginx: worker")' --program 'nginx: worker'
by_program -anp 'held("nginx:")' --program nginx:
by_program -tanpW 'held("nginx-debug")' --program nginx-debug
by_program -anp 'held("of-nobody")' --program of-nobody
by_program -anp 'held("two")' --program two
by_program -anp 'held("two words")' --program 'two words'
by_program -anp 'held("of a path")' --program 'of a path'
by_program -tan 'held("a-daemon-of-a-long-name")' --program a-daemon-of-a-long-name
by_program -tan 'held("-bash")' --program=-bash
by_program -tan 'held("(paren)")' --program '(paren)'
by_program -tan 'held("back\\slash")' --program 'back\slash'
by_program -tan 'held("./here/below/x")' --program ./here/below/x
by_program -tan 'held(" leading")' --program ' leading'
by_program -tan 'held("sh") || held("-bash")' --program sh --program=-bash
by_program -anp 'held("of-nobody") || held("nginx")' --program of-nobody --program nginx
for pid in $(awk '$1 == "held" && $2 ~ /^(9200|9201|9000)$/ { print $3 }' "$tmp/zoo.out"); do
	by_program -anp "held(\"$pid\")" --program "$pid"
done
worker=$(awk '$1 == "held" && $2 == 9200 { p = $3 } END { print p }' "$tmp/zoo.out")
is "by one of five owners" "$(n -tlnp --program "$worker" | awk '$4 ~ /:9200$/ { print $7, $8 }')" \
	"$(held 9201)/zoo +4"
by_program -anp "held(\"$zoo_pid\")" --program "$zoo_pid"
by_program -anp "held(\"$zoo_pid\") || held(\"sh\")" --program "$zoo_pid" --program sh
by_program -tan 'held("zoo") && state("CLOSE_WAIT")' --program zoo --state close-wait
by_program -tanp 'held("zoo") && port(8000, 8021) && local("127.0.0.1", 32)' \
	--program zoo --port 8000-8021 --local 127.0.0.1
by_program -an 'held("of-nobody") && state("ESTABLISHED")' --program of-nobody --state established
none=1
by_program -an 'held("nosuch")' --program nosuch
by_program -an 'held("zo")' --program zo
by_program -an 'held("ZOO")' --program ZOO
by_program -an 'held("exactly")' --program exactly
by_program -an 'held("4194304")' --program 4194304
by_program -tan 'held("zoo") && state("TIME_WAIT")' --program zoo --state time-wait
none=
keys=

# ---- The exit status: "is it in use", and what could not be answered.
quiet() # NAME STATUS ARG...: whatever it prints
{
	name=$1 wanted=$2
	shift 2
	n "$@" >/dev/null 2>&1
	is "status: $name" $? "$wanted"
}
quiet "in use" 0 -an --port 80
quiet "not in use" 1 -an --port 81
quiet "in use, but not by a listener" 0 -tan --port 40010
quiet "no filter, no rows" 0 -Uln4
quiet "only a unix socket matches" 0 -an --state connecting
quiet "no match, /proc unreadable" 2 --proc "$tmp/nowhere" -an --port 80
quiet "usage" 2 -an --port 80x
n -an --port 80 >/dev/full 2>/dev/null
is "status: a match, disk full" $? 2
n -an --port 81 >&- 2>/dev/null
is "status: no match, no stdout" $? 2
timeout --foreground -s INT --preserve-status 0.5 env --default-signal=INT \
	nsenter --net="/proc/$zoo_pid/ns/net" "$NETLET" netstat -tanc --port 81 >/dev/null 9>&-
is "status: no match, until interrupted" $? 0

# ---- Values that make no sense: one line naming the item, one pointing at --help.
many=1 hosts=::1
for i in $(seq 2 300); do
	many=$many,$i
	hosts=$hosts,10.0.0.1:$i
done
usage() # ITEM ARG...
{
	item=$1
	shift
	timeout 5 "$NETLET" netstat "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
	text="$*"
	[ ${#text} -lt 80 ] || text=$(printf '%.60s' "$text")...
	{
		read -r first
		read -r second
		! read -r third
		one_each=$?
	} <"$tmp/err"
	case "$one_each $status ${first#netstat:}|$second" in
	"0 2 "*" $item: "*"|netstat: "*--help*)
		if [ ! -s "$tmp/out" ]; then
			ok "usage: $text"
			return
		fi
		;;
	esac
	echo "status $status" >>"$tmp/err"
	cat "$tmp/out" >>"$tmp/err"
	SHOW=6 not_ok "usage: $text" "$tmp/err"
}
for value in 0 65536 80- -80 90-80 0-80 80-65536 80-90-100 99999999999999999999 \
	18446744073709551696 0x50 +80 80x 1e3 ssh- no-such-service '80 ' ' 80' '' '*' 80:90; do
	usage "${value:-''}" -an --port "$value"
done
usage 80, -an --port 80, # of an empty item the list is named
usage ,80 -an --port ,80
usage 80,,90 -an --port 80,,90
usage "foo" -an --port 80,foo,90
usage "foo" -an --port 80 --port foo
usage 257 -an --port "$many"
usage 10.0.0.1:257 -an --local "$hosts"
usage 10.0.0.1:257 -an --remote "$hosts"
for side in --local --remote; do
	for value in 10.0.0.0/33 ::/129 '[::1' ::1] 1.2.3 1.2.3.4.5 256.1.1.1 1.2.3.4x \
		10.0.0.1: 10.0.0.0/ 10.0.0.0/8/8 10.0.0.0/x 10.0.0.0/-1 10.0.0.1:0 \
		10.0.0.1:65536 10.0.0.1:90-80 10.0.0.1:80:90 '[::1]:' '[::1]80' '[::1]:0' \
		'[::1]/129:80' '[::1:80' '[]:80' \
		::1:::2 1:2:3:4:5:6:7:8:9 12345::1 :0 : :nosuch ::g localhost 10.0.0.1/8:nosuch \
		'1.2.3.4 ' ''; do
		usage "${value:-''}" -an $side "$value"
	done
	usage 10.0.0.1, -an $side 10.0.0.1,
	usage "1.2.3" -an $side 10.0.0.1,1.2.3,::1
	usage "1.2.3" -an $side ::1 $side 1.2.3
done
for value in OPEN LISTE ESTABLISHEDX SYN FIN_WAIT FIN_WAIT3 256 -1 7-3 1-256 ESTABLISHED-LISTEN \
	'SYN RECV' 'LISTEN ' ''; do
	usage "${value:-''}" -an --state "$value"
done
usage "foo" -an --state listen,foo
usage listen, -an --state listen,
usage "''" -an --program ''
usage "''" -an --program zoo --program ''
for option in --port --local --remote --state --program --top --netns; do
	usage "$option" -an $option
done
usage 5 -an --top 5
for value in 0 x -1 5x '' 99999999999999999999; do
	usage "${value:-''}" -an --count --top "$value"
done
for value in foo port/24 state/8 rport/1 proto/1 program/8 remote/129 local/129 \
	remote/ remote/x remote/-1 remote/24/8 /24 ports remote,local STATE; do
	usage "$value" -an --count="$value"
done
usage state -an --count state
for value in 0 x -1 1x 99999999999 4294967297 ''; do
	usage "${value:-''}" -an --netns "$value"
done
usage 1 -an --netns 1 --all-netns
escape=$(printf 'z\033[2J')
timeout 5 "$NETLET" netstat --port "80,$escape" >"$tmp/out" 2>&1
is "a value with an escape is named harmlessly" "$(head -n 1 "$tmp/out" | grep -c '\\x1b\[2J')" 1
zoo_stop

# ---- What --state does not ask for, the kernel does not copy.
walks() # SOCKETS: how often the kernel was asked for more, of half-open ones and of all
{
	"$helpers/crowd" "$1" sh -c '
		reads=recvmsg,recvfrom,read
		strace -qq -e trace=$reads -o "$1" "$0" netstat -tan --state syn-recv >"$3"
		echo $? >>"$3"
		strace -qq -e trace=$reads -o "$2" "$0" netstat -tan >/dev/null' \
		"$NETLET" "$tmp/half.$1" "$tmp/all.$1" "$tmp/half.out.$1"
	wc -l <"$tmp/half.$1"
	wc -l <"$tmp/all.$1"
}
few=$(walks 10 | tr '\n' ' ')
more=$(walks 4000 | tr '\n' ' ')
is "the kernel answers as often beside 4,000 established sockets as beside 10" \
	"${more%% *}" "${few%% *}"
is "no row of them, status 1" "$(sed 1,2d "$tmp/half.out.4000")" 1
if [ "$(echo "$more" | cut -d ' ' -f 2)" -gt "$(($(echo "$few" | cut -d ' ' -f 2) + 10))" ]; then
	ok "without the filter there are more answers"
else
	why "without the filter there are more answers" \
		"syn-recv and all, of 10: $few; of 4,000: $more"
fi
done_testing
