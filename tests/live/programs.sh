#!/bin/sh
# programs - whose sockets they are: shared, of other namespaces, of the kernel, of the dying.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need setpriv ip find

row() # PORT CELL: a listener at 127.0.0.1
{
	printf 'tcp        0      0 %-23s 0.0.0.0:*               LISTEN      %-20s\n' "127.0.0.1:$1" "$2"
}

line() # PORT ARG...: our row of it
{
	port=$1
	shift
	in_zoo "$NETLET" netstat "$@" 2>&1 | grep -a "^tcp .* 127.0.0.1:$port .* LISTEN"
}

zoo_start users shared namespaces names tun tcp datagrams raw unix

is "a listener of five processes" "$(line 9200 -nlpt)" "$(row 9200 "$(held 9201)/zoo +4")"
is "the same with -W" "$(line 9200 -nlptW)" "$(row 9200 "$(held 9201)/zoo +4")"
worker=$(awk '/^held 9200/ { p = $3 } END { print p }' "$tmp/zoo.out")
is "a listener of two" "$(line 9202 -nap)" "$(row 9202 "$worker/zoo +1")"
is "a listener of one" "$(line 9201 -nlpt)" "$(row 9201 "$(held 9201)/zoo")"
is "in another mount namespace" "$(line 9300 -nlpt)" "$(row 9300 "$(held 9300)/zoo")"
is "in another pid namespace" "$(line 9301 -nlpt)" "$(row 9301 "$(held 9301)/zoo")"
is "+N, then the timer" "$(line 9200 -nlpto)" "$(row 9200 "$(held 9201)/zoo +4") off (0.00/0/0)"

# Every socket's owners, counted another way.
find /proc/[0-9]*/fd -lname 'socket:*' -printf '%p %l\n' 2>/dev/null |
	sed -E 's~/proc/([0-9]+)/fd/[0-9]+ socket:\[([0-9]+)\]~\2 \1~' | sort -u |
	awk '{ if (!n[$1]++ || $2 < low[$1]) low[$1] = $2 }
		END { for (i in n) print i, low[i] (n[i] > 1 ? " +" n[i] - 1 : "") }' | sort >"$tmp/owners"
in_zoo "$NETLET" netstat -tuwUanep | awk '$1 ~ /^(tcp|udp|raw)/ {
	for (i = 6; i < NF; i++)
		if ($(i + 1) ~ /^[0-9]+\//) {
			split($(i + 1), p, "/")
			more = $NF ~ /^\+[0-9]+$/ ? " " $NF : ""
			print $i, p[1] more
			break
		}
}' | sort -u >"$tmp/ours"
sort "$tmp/owners" >"$tmp/all"
cut -d ' ' -f 1 "$tmp/ours" | sort >"$tmp/inodes"
join "$tmp/inodes" "$tmp/all" | sort >"$tmp/expected"
same "the lowest owner and the number of others, for all $(wc -l <"$tmp/ours") internet sockets" \
	"$tmp/expected" "$tmp/ours"

# nobody: only one's own, and net-tools' note about the rest
chmod 755 "$tmp"
cp "$NETLET" "$tmp/netlet"
real=$NETLET
NETLET=$tmp/netlet
around='setpriv --reuid=65534 --regid=65534 --clear-groups'
same_rows -nlpt
same_rows -nap
same_rows -axp
same_rows -uanp
is "nobody sees its own program" "$(in_zoo $around "$NETLET" netstat -nlpt 2>/dev/null |
	grep -c "127.0.0.1:9030 .* $(held 9030)/of-nobody ")" 1
is "nobody sees no other program" "$(in_zoo $around "$NETLET" netstat -nap 2>/dev/null |
	grep -v of-nobody | grep -c '[0-9]/[a-z]')" 0
is "without -p there is no note" "$(in_zoo $around "$NETLET" netstat -na 2>&1 >/dev/null)" ""
around=
NETLET=$real

# the kernel's own sockets have no program
if in_zoo ip link add zoovx type vxlan id 7 dstport 4789 dev zoo0 2>"$tmp/why" &&
	in_zoo ip link set zoovx up; then
	ok "a vxlan device"
	is "its socket is nobody's" "$(in_zoo "$NETLET" netstat -anpu | grep -a ':4789 ' |
		sort -u)" "$(in_zoo netstat -anpu | grep -a ':4789 ' | sort -u)"
else
	not_ok "a vxlan device" "$tmp/why"
fi
if in_zoo ip mptcp endpoint add 192.0.2.1 port 4444 signal 2>"$tmp/why"; then
	ok "an mptcp endpoint with a port"
else
	not_ok "an mptcp endpoint with a port" "$tmp/why"
fi
same_rows -anp
is "the kernel's listener shows '-'" "$(in_zoo "$NETLET" netstat -nlpt | grep -a ':4444 ' |
	awk '{ print $7 }')" -

# processes that end while they are looked at
zoo_start shared names
in_zoo "$NETLET" netstat -tanp >"$tmp/expected"
: >"$tmp/churn"
(
	i=0
	while [ -e "$tmp/churn" ] && [ $i -lt 3000 ]; do
		for j in 1 2; do
			in_zoo "$NETLET" netstat -xan >/dev/null 2>&1 &
		done
		wait
		i=$((i + 1))
	done
) &
churn=$!
i=0
: >"$tmp/bad"
while [ $i -lt 60 ]; do
	in_zoo "$NETLET" netstat -tanp >"$tmp/ours" 2>"$tmp/err" || echo "status $?" >>"$tmp/bad"
	cmp -s "$tmp/expected" "$tmp/ours" || diff -a "$tmp/expected" "$tmp/ours" >>"$tmp/bad"
	[ ! -s "$tmp/err" ] || cat "$tmp/err" >>"$tmp/bad"
	i=$((i + 1))
done
if kill -0 $churn 2>/dev/null; then
	ok "processes came and went all the while"
else
	why "processes came and went all the while" "they had ended"
fi
rm "$tmp/churn"
wait $churn
if [ -s "$tmp/bad" ]; then
	not_ok "sixty listings beside them" "$tmp/bad"
else
	ok "sixty listings beside them"
fi
done_testing
