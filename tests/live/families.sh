#!/bin/sh
# families - one walk of the kernel's table finds IPv4 and IPv6 sockets: rows and their order are
# net-tools' however many there are, and no more is asked of the kernel than must be.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need awk ip perl strace timeout
helper nodiag tests/live/nodiag.c

kept=128 # OS_DIAG_KEPT: IPv6 sockets that are kept until the IPv4 ones are shown

# Fills the namespace that it is in: so many IPv6 sockets listen, so many are connected, and among
# them are IPv4 ones with the same ports.
cat >"$tmp/hold" <<'END'
use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6 IPPROTO_IPV6 IPV6_V6ONLY);
my ($listeners, $connected) = @ARGV;
my @held;

sub name {
	my ($family, $address, $port) = @_;
	my $bytes = inet_pton($family, $address);
	return $family == AF_INET ? pack_sockaddr_in($port, $bytes) : pack_sockaddr_in6($port, $bytes);
}

sub tcp {
	socket(my $s, shift, SOCK_STREAM, 0) or die "socket: $!";
	push @held, $s;
	return $s;
}

sub listener {
	my $s = tcp($_[0]);
	setsockopt($s, IPPROTO_IPV6, IPV6_V6ONLY, 1) if $_[0] == AF_INET6;
	bind($s, name(@_)) && listen($s, 5) or die "listen: $!";
	return $s;
}

sub connection {
	my $to = shift;
	connect(tcp($_[0]), name(@_)) or die "connect: $!";
	accept(my $s, $to) or die "accept: $!";
	push @held, $s;
}

listener(AF_INET6, $_ % 2 ? '::' : '::1', 20000 + $_) for 1 .. $listeners;
listener(AF_INET, $_ % 2 ? '0.0.0.0' : '127.0.0.1', 20000 + $_) for 1 .. 20;
my $v4 = listener(AF_INET, '127.0.0.1', 30000);
connection($v4, AF_INET, '127.0.0.1', 30000) for 1 .. 20;

# Both ends of most are IPv6; the others have one of IPv4.
my $pairs = int($connected * 3 / 8);
if ($pairs) {
	my $v6 = listener(AF_INET6, '::1', 30000);
	connection($v6, AF_INET6, '::1', 30000) for 1 .. $pairs;
	@held = grep { $_ != $v6 } @held;
	close($v6);
}
connection($v4, AF_INET6, '::ffff:127.0.0.1', 30000) for 1 .. $connected - 2 * $pairs;
$| = 1;
print "ready\n";
sleep;
END

hold() # LISTENERS CONNECTED: in_zoo and same_rows look there
{
	zoo_stop
	unshare --net sh -c 'ip link set lo up && exec perl "$@"' - "$tmp/hold" "$@" >"$tmp/zoo.out" 2>"$tmp/zoo.err" &
	zoo_pid=$!
	zoo_since=$(date +%s)
	tenths=0
	until grep -q '^ready' "$tmp/zoo.out" || [ $tenths -eq 100 ]; do
		kill -0 "$zoo_pid" 2>/dev/null || break
		sleep 0.1
		tenths=$((tenths + 1))
	done
	grep -q '^ready' "$tmp/zoo.out" || {
		not_ok "$1 listeners and $2 connected" "$tmp/zoo.err"
		done_testing
	}
}

# ---- What is shown.

under() # for the name of a test
{
	echo "${before_ours:+ under ${before_ours##*/}}"
}

counts() # FIELD PRINT: net-tools' rows, counted by what awk prints of them
{
	in_zoo netstat -tan | awk "NR > 2 { $2 }" | sort | uniq -c | sort -nr >"$tmp/theirs"
	in_zoo $before_ours "$NETLET" netstat -tan --count="$1" >"$tmp/ours" 2>&1
	same "netstat -tan --count=$1$(under)" "$tmp/theirs" "$tmp/ours"
}

state() # NAME ARG: the rows of a state are those that net-tools shows with ARG
{
	in_zoo netstat "$2" | tail -n +3 >"$tmp/theirs"
	in_zoo $before_ours "$NETLET" netstat -tan --state "$1" 2>&1 | tail -n +3 >"$tmp/ours"
	same "netstat -tan --state $1$(under)" "$tmp/theirs" "$tmp/ours"
}

twice() # ARG...
{
	in_zoo netstat "$@" >"$tmp/once"
	cat "$tmp/once" "$tmp/once" >"$tmp/theirs"
	in_zoo $before_ours "$NETLET" netstat "$@" -c --interval 0.05 2>&1 |
		timeout 10 head -n "$(wc -l <"$tmp/theirs")" >"$tmp/ours"
	same "netstat $* -c, twice$(under)" "$tmp/theirs" "$tmp/ours"
}

rows_of_both()
{
	same_rows -tan
	same_rows -tln
	same_rows -tn
	counts proto 'print $1'
}

more_of_both()
{
	state listen -tln
	state established -tn
	counts state 'print $6'
	twice -tan
}

# ---- What is asked: each request is one walk of the kernel's table.

both=76 one=72 # bytes of a request for both families, and of one for a single family

requests() # what became of each, from $tmp/trace
{
	sed -n 's/^sendto.* = //p' "$tmp/trace" | cut -d ' ' -f 1,2 | xargs
}

asked() # EXPECTED ARG...
{
	expected=$1
	shift
	in_zoo strace -qq -o "$tmp/trace" -e trace=sendto "$NETLET" netstat "$@" >"$tmp/ours" 2>&1
	is "requests of netstat $*" "$(requests)" "$expected"
}

for n in 0 1 $kept $((kept + 1)) 300; do
	again=
	[ $n -le $kept ] || again=" $one"
	for mix in "$n 0" "0 $n"; do
		hold $mix
		is "IPv6 sockets that listen, that are connected" \
			"$(in_zoo netstat -tln6 | grep -c LISTEN) $(in_zoo netstat -tn6 | grep -c ESTAB)" "$mix"
		rows_of_both
		asked "$both$again" -tan
		asked "$both" -tan --count
	done
	# these are all connected
	more_of_both
	same_rows -tan4
	same_rows -tan6
	asked "$one" -tan4
	asked "$one" -tan6
	asked "$one" -tan6 --count
	asked "$both" -tan --count=remote --port 30000
	asked "$both" -tln
	asked "$both$again" -tn
	asked "$both$again" -ta --numeric-hosts
	asked "$both$again" -tanj
done
in_zoo strace -qq -e signal=none -o "$tmp/trace" -e trace=sendto "$NETLET" netstat -tan -c --interval 0.05 |
	timeout 10 head -n "$(($(in_zoo netstat -tan | wc -l) * 2))" >"$tmp/ours"
is "requests of two rounds" "$(requests | cut -d ' ' -f -4)" "$both $one $both $one"

# Where hosts have names, a walk of its own finds their addresses.
no_host_names
same_rows -ta
hold 3 4
same_rows -ta
around=

# ---- What is refused.

# The first request of each listing is that for both families. It fails; or it becomes one of type 99,
# of which the kernel says that it knows no such type.
first=when=1+3
unknown=$(perl -e 'print unpack "H*", pack "LS", @ARGV' $both 99)
cat >"$tmp/refused" <<END
exec strace -qq -e signal=none -o $tmp/trace -e trace=sendto -e inject=sendto:error=EPERM:$first "\$@"
END
cat >"$tmp/unknown" <<END
exec strace -qq -e signal=none -o $tmp/trace -e trace=sendto \
	-e inject=sendto:poke_enter=@arg2=$unknown:$first "\$@"
END

for mix in '70 70' '300 2'; do
	hold $mix
	before_ours="$helpers/nodiag 1"
	rows_of_both
	more_of_both
	before_ours="sh $tmp/refused"
	rows_of_both
	more_of_both
	in_zoo $before_ours "$NETLET" netstat -tan >"$tmp/ours" 2>&1
	is "requests of netstat -tan$(under)" "$(requests)" "-1 EPERM $one $one"
	before_ours="sh $tmp/unknown"
	rows_of_both
	more_of_both
	in_zoo $before_ours "$NETLET" netstat -tan >"$tmp/ours" 2>&1
	is "requests of netstat -tan$(under)" "$(requests)" "$both (INJECTED: $one $one"
	before_ours=
done
done_testing
