#!/bin/sh
# masquerade - the connections that a router translates: those that were made here, each as it was
# made, and the same as conntrack tells of them.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need awk conntrack ip jq nft perl setpriv timeout

# ---- A client behind a router, and a server.

network() # NAME: sets $NAME to a process in a network namespace of its own
{
	unshare --net sleep 1000 &
	eval "$1=$!"
	until [ "$(readlink /proc/$!/ns/net)" != "$(readlink /proc/self/ns/net)" ] &&
		[ "$(cat /proc/$!/comm)" = sleep ]; do
		sleep 0.02
	done
}

at() # PID PROGRAM ARG...
{
	where=$1
	shift
	nsenter --net="/proc/$where/ns/net" "$@"
}

network client
network router
network server

cat >"$tmp/make" <<END
set -e
ip link add wan type veth peer name eth0 netns $server
ip link add lan type veth peer name eth0 netns $client
for i in lo wan lan; do ip link set \$i up; done
ip addr add 192.168.77.1/24 dev lan
ip addr add fd00:77::1/64 dev lan nodad
ip addr add 203.0.113.1/24 dev wan
ip addr add 2001:db8:113::1/64 dev wan nodad
echo 1 >/proc/sys/net/ipv4/ip_forward
echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
echo 1 >/proc/sys/net/netfilter/nf_conntrack_acct
nft -f - <<RULES
table ip nat {
	chain in {
		type nat hook prerouting priority -100;
		ip daddr 203.0.113.1 tcp dport 8080 dnat to 192.168.77.2:9000
		ip daddr 203.0.113.1 tcp dport 8081 dnat to 203.0.113.2:9001
		ip daddr 198.51.100.9 tcp dport 7777 redirect to 7000
	}
	chain out {
		type nat hook postrouting priority 100;
		oif wan udp dport 9005 masquerade to :61000
		oif wan masquerade
	}
}
table ip6 nat {
	chain out {
		type nat hook postrouting priority 100;
		oif wan masquerade
	}
}
RULES
END
cat >"$tmp/make_end" <<'END'
set -e
for i in lo eth0; do ip link set $i up; done
ip addr add $1 dev eth0
ip addr add $2 dev eth0 nodad
[ $# -eq 2 ] || ip route add default via $3
[ $# -eq 2 ] || ip route add default via $4
END
if ! {
	at "$router" sh "$tmp/make" &&
		at "$client" sh "$tmp/make_end" 192.168.77.2/24 fd00:77::2/64 192.168.77.1 fd00:77::1 &&
		at "$server" sh "$tmp/make_end" 203.0.113.2/24 2001:db8:113::2/64
} >"$tmp/why" 2>&1; then
	not_ok "a router with nftables" "$tmp/why"
	done_testing
fi

# ---- Connections, which are held.

cat >"$tmp/talk" <<'END'
use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6);
my @held;

sub name {
	my ($address, $port) = @_;
	return $address =~ /:/ ? pack_sockaddr_in6($port, inet_pton(AF_INET6, $address))
		: pack_sockaddr_in($port, inet_pton(AF_INET, $address));
}

sub bound {
	my ($type, $address, $port) = @_;
	socket(my $s, $address =~ /:/ ? AF_INET6 : AF_INET, $type, 0) or die "socket: $!";
	setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
	bind($s, name($address, $port)) or die "bind to $address $port: $!";
	push @held, $s;
	return $s;
}

my %verbs = (
	listen => sub { listen(bound(SOCK_STREAM, @_), 9) or die "listen: $!" },
	tcp => sub {
		my ($from, $port, $to, $other) = @_;
		connect(bound(SOCK_STREAM, $from, $port), name($to, $other)) or die "connect to $to: $!";
	},
	udp => sub {
		my ($from, $port, $to, $other) = @_;
		my $s = bound(SOCK_DGRAM, $from, $port);
		send($s, 'x', 0, name($to, $other)) or die "send: $!";
		sysread($s, my $answer, 9);
	},
	once => sub { # an answer to each of so many datagrams
		my ($address, $port) = @_;
		my $s = bound(SOCK_DGRAM, $address, $port);
		fork and return;
		while (my $from = recv($s, my $question, 9, 0)) { send($s, 'yy', 0, $from) }
	},
	silent => sub { # a datagram that nobody answers
		my ($from, $port, $to, $other) = @_;
		send(bound(SOCK_DGRAM, $from, $port), 'x', 0, name($to, $other)) or die "send: $!";
	},
	ping => sub {
		my ($to, $id) = @_;
		socket(my $s, AF_INET, SOCK_RAW, 1) or die "raw: $!";
		my $sum = 0xffff - (0x0800 + $id + 1);
		send($s, pack('CCnnn', 8, 0, $sum, $id, 1), 0, name($to, 0)) or die "ping: $!";
		sysread($s, my $answer, 99);
		push @held, $s;
	},
);
$SIG{ALRM} = sub { die "no answer\n" };
alarm 10;
while (@ARGV) {
	my ($verb, @words) = split /,/, shift;
	$verbs{$verb}->(@words);
}
alarm 0;
$| = 1;
print "ready\n";
sleep;
END

talk() # PID WHAT...
{
	who=$1
	shift
	rm -f "$tmp/said"
	mkfifo "$tmp/said"
	at "$who" perl "$tmp/talk" "$@" >"$tmp/said" 2>"$tmp/talk.err" &
	if ! read -r said <"$tmp/said"; then
		not_ok "to talk: $*" "$tmp/talk.err"
		done_testing
	fi
}

talk "$server" listen,::,9001 once,203.0.113.2,9002 silent,203.0.113.2,9005,203.0.113.2,9
talk "$router" listen,::,7000
talk "$client" listen,192.168.77.2,9000 \
	tcp,192.168.77.2,40001,203.0.113.2,9001 \
	udp,192.168.77.2,40002,203.0.113.2,9002 \
	tcp,fd00:77::2,40003,2001:db8:113::2,9001 \
	tcp,192.168.77.2,40004,198.51.100.9,7777 \
	silent,192.168.77.2,40005,203.0.113.2,9005 \
	tcp,192.168.77.2,40006,203.0.113.1,8081 \
	tcp,192.168.77.2,40007,192.168.77.1,7000 \
	ping,203.0.113.2,4711
talk "$server" tcp,203.0.113.2,50001,203.0.113.1,8080
ok "connections through the router"

ours() # ARG...: rows, without seconds
{
	at "$router" "$NETLET" netstat "$@" 2>&1 | sed -E '1,2d; s/^(....) +[0-9:]+ /\1 S /' | sort
}

sort >"$tmp/wanted" <<'END'
icmp S 192.168.77.2:4711    203.0.113.2          as 203.0.113.1:4711
tcp  S 192.168.77.2:40001   203.0.113.2:9001     as 203.0.113.1:40001
tcp  S 192.168.77.2:40004   198.51.100.9:7777    to 192.168.77.1:7000
tcp  S 192.168.77.2:40006   203.0.113.1:8081     as 203.0.113.1:40006 to 203.0.113.2:9001
tcp  S 203.0.113.2:50001    203.0.113.1:8080     to 192.168.77.2:9000
tcp  S fd00:77::2:40003     2001:db8:113::2:9001 as 2001:db8:113::1:40003
udp  S 192.168.77.2:40002   203.0.113.2:9002     as 203.0.113.1:40002
udp  S 192.168.77.2:40005   203.0.113.2:9005     as 203.0.113.1:61000
END
ours -Mn >"$tmp/ours"
same "rows of netstat -Mn" "$tmp/wanted" "$tmp/ours"
is "its title and headings" "$(at "$router" "$NETLET" netstat -Mn | head -n 2)" \
	"IP masquerading entries
prot    expire source               destination          seen as / sent to"
at "$router" cat /proc/net/nf_conntrack >"$tmp/all"
is "one that is not translated is tracked, too" "$(grep -c sport=40007 "$tmp/all")" 1

narrowed() # PATTERN ARG...
{
	grep -E "$1" "$tmp/wanted" >"$tmp/some"
	shift
	ours "$@" >"$tmp/ours"
	same "rows of netstat $*" "$tmp/some" "$tmp/ours"
}
narrowed '^tcp' -Mnt
narrowed '^udp' -Mnu
narrowed '^(tcp|udp)' -Mntu
narrowed '^icmp' -Mnw
narrowed '40003' -Mn6
narrowed '192.168' -Mn4
narrowed '^tcp.* fd00' --masquerade --numeric --inet6 --tcp

"$NETLET" netstat -Mn --netns "$router" | sed -E '1,2d; s/^(....) +[0-9:]+ /\1 S /' | sort >"$tmp/ours"
same "rows of netstat -Mn --netns" "$tmp/wanted" "$tmp/ours"
at "$router" "$NETLET" netstat -Mn -c --interval 0.05 2>&1 |
	timeout 10 head -n "$((2 * ($(wc -l <"$tmp/wanted") + 2)))" >"$tmp/twice"
is "two rounds of netstat -Mn -c" "$(grep -cF ' as 203.0.113.1:40006 to ' "$tmp/twice")" 2

# ---- The same as conntrack.

# Rows of -e as conntrack's lines tell them, with seconds behind; those that NAT changed.
translated()
{
	for family in ipv4 ipv6; do
		at "$router" conntrack -L -f $family -n 2>/dev/null
		at "$router" conntrack -L -f $family -g 2>/dev/null
	done | sort -u | awk '
		function end(address, port) { return port == "" ? address : address ":" port }
		{
			state = $4 ~ /=/ ? "" : $4
			n = split($0, words, " ")
			way = 0
			split("", v)
			for (i = 3; i <= n; i++) {
				if (words[i] == "[UNREPLIED]" && state == "")
					state = "UNREPLIED"
				if (words[i] == "[ASSURED]" && state == "")
					state = "ASSURED"
				if (!(at = index(words[i], "=")))
					continue
				key = substr(words[i], 1, at - 1)
				if (key == "src")
					way++
				v[way, key] = substr(words[i], at + 1)
			}
			if (v[1, "id"] != "") {
				v[1, "sport"] = v[1, "id"]
				v[2, "dport"] = v[2, "id"]
			}
			source = end(v[1, "src"], v[1, "sport"])
			destination = end(v[1, "dst"], v[1, "dport"])
			as = end(v[2, "dst"], v[2, "dport"])
			to = end(v[2, "src"], v[2, "sport"])
			nat = as != source ? "as " as : ""
			if (to != destination)
				nat = nat (nat == "" ? "" : " ") "to " to
			gsub(/ /, "_", nat)
			print $1, source, destination, state == "" ? "-" : state, v[1, "packets"], \
				v[1, "bytes"], v[2, "packets"], v[2, "bytes"], nat, $3
		}' | sort
}

# The same of our JSON.
of_json()
{
	at "$router" "$NETLET" netstat -Mnj | jq -r '
		def place($a; $p): if $p == null then $a else "\($a):\($p)" end;
		.[] | [.proto, place(.source; .source_port), place(.destination; .destination_port),
		.state // "-", .packets_sent, .bytes_sent, .packets_received, .bytes_received,
		([if .nat_source then "as_" + place(.nat_source; .nat_source_port) else empty end,
		if .nat_destination then "to_" + place(.nat_destination; .nat_destination_port)
		else empty end] | join("_")), .expire] | map(tostring) | join(" ")' | sort
}

# And of -e.
of_extended()
{
	at "$router" "$NETLET" netstat -Mne | sed 1,2d | awk '{
		state = substr($0, 58, 11)
		gsub(/ /, "", state)
		first = state == "" ? 5 : 6
		nat = $(first + 4)
		for (i = first + 5; i <= NF; i++)
			nat = nat "_" $i
		n = split($2, t, ":")
		seconds = n == 3 ? t[1] * 3600 + t[2] * 60 + t[3] : t[1] * 60 + t[2]
		print $1, $3, $4, state == "" ? "-" : state, $first, $(first + 1), $(first + 2),
			$(first + 3), nat, seconds
	}' | sort
}

for what in of_json of_extended; do
	try=0
	while :; do
		translated >"$tmp/before"
		$what >"$tmp/ours"
		translated >"$tmp/after"
		sed 's/ [0-9]*$//' "$tmp/before" >"$tmp/before.still"
		sed 's/ [0-9]*$//' "$tmp/after" >"$tmp/after.still"
		sed 's/ [0-9]*$//' "$tmp/ours" >"$tmp/ours.still"
		cmp -s "$tmp/before.still" "$tmp/after.still" && break
		try=$((try + 1))
		[ $try -lt 6 ] || break
	done
	same "what conntrack tells, $what" "$tmp/before.still" "$tmp/ours.still"
	is "all of it, $what" "$(wc -l <"$tmp/ours")" "$(wc -l <"$tmp/wanted")"
	paste -d ' ' "$tmp/before" "$tmp/ours" "$tmp/after" |
		awk '$20 > $10 || $20 < $30 || $20 !~ /^[0-9]+$/' >"$tmp/why"
	is "seconds between those of conntrack, $what" "$(cat "$tmp/why")" ""
done
is "flags in JSON" "$(at "$router" "$NETLET" netstat -Mnj | jq -c '.[] |
	select(.source_port == 40001 or .source_port == 40005) |
	[.source_port, .assured, .unreplied, .kind, .network_protocol]' | sort)" \
	'[40001,true,false,"masquerade","ipv4"]
[40005,false,true,"masquerade","ipv4"]'

# ---- Names, and who may not look.

no_host_names
printf '%s\n' '192.168.77.2 client.example' '203.0.113.1 router.example' >"$tmp/hosts"
is "names of hosts and ports" "$(at "$router" $around "$NETLET" netstat -M |
	sed -nE '/50001/s/^(....) +[0-9:]+ +/\1 /p')" \
	"tcp  203.0.113.2:50001    router.example:http-alt to client.example:9000"
is "names of hosts alone" "$(at "$router" $around "$NETLET" netstat -M --numeric-ports |
	sed -nE '/50001/s/^(....) +[0-9:]+ +/\1 /p')" \
	"tcp  203.0.113.2:50001    router.example:8080  to client.example:9000"
around=

chmod 755 "$tmp"
cp "$NETLET" "$tmp/netlet"
at "$router" setpriv --reuid 65534 --regid 65534 --clear-groups "$tmp/netlet" netstat -Mn \
	>"$tmp/ours" 2>"$tmp/ours.err"
is "status for nobody" $? 2
is "what nobody is told" "$(cat "$tmp/ours.err")" \
	"netstat: /proc/net/nf_conntrack: Permission denied"

kill "$client" "$router" "$server"
done_testing
