#!/bin/sh
# statistics - the counters of -s are those of nstat, all of them, and change as they should.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need nstat mount jq awk bash unshare

# What nstat leaves out, since it is no count of anything.
left_out='^(Ip(Forwarding|DefaultTTL)|Tcp(RtoAlgorithm|RtoMin|RtoMax|MaxConn|CurrEstab)) '

ours() # OPTION...: every counter as NAME VALUE; OPTIONs come behind `netstat`
{
	"$NETLET" netstat "$@" -sa 2>"$tmp/ours.err" | awk '
		/^[^ ]/ { group = substr($0, 1, length($0) - 1); next }
		{ print group $1, $2 }' | sort
}

ours_json()
{
	"$NETLET" netstat "$@" -saj 2>"$tmp/ours.err" |
		jq -r '.[] | "\(.group)\(.name) \(.value)"' | sort
}

theirs()
{
	rm -f "$tmp/history"
	NSTAT_HISTORY=$tmp/history nstat -asz | awk 'NR > 1 { print $1, $2 }' | sort
}

# What nstat leaves out, from the files themselves.
gauges() # FILE
{
	awk '$1 != last { last = $1; n = split($0, names); next }
		{ sub(/:/, "", $1); for (i = 2; i <= n; i++) print $1 names[i], $i; last = "" }' "$1" |
		grep -E "$left_out" | sort
}

# ---- Live, in a namespace that is busy.

zoo_start users shared namespaces tun tcp datagrams
cat >"$tmp/both" <<-'END'
	. "$1"
	theirs >"$tmp/before"
	ours >"$tmp/ours"
	ours_json >"$tmp/ours.json"
	gauges /proc/net/snmp >"$tmp/gauges"
	theirs >"$tmp/after"
END
# The functions above, for a shell in the namespace.
{
	echo "tmp='$tmp' NETLET='$NETLET' left_out='$left_out'"
	sed -n '/^ours()/,/^# ---- Live/p' "$0"
} >"$tmp/functions"
try=0
while :; do
	in_zoo sh "$tmp/both" "$tmp/functions"
	cmp -s "$tmp/before" "$tmp/after" && break
	try=$((try + 1))
	[ $try -lt 30 ] || break
	sleep 0.2
done
if cmp -s "$tmp/before" "$tmp/after"; then
	ok "the counters hold still"
else
	diff "$tmp/before" "$tmp/after" >"$tmp/why"
	not_ok "the counters hold still" "$tmp/why"
fi
[ "$(wc -l <"$tmp/before")" -gt 300 ] && [ "$(grep -vc ' 0$' "$tmp/before")" -gt 30 ]
is "there is something to compare" $? 0
grep -vE "$left_out" "$tmp/ours" >"$tmp/ours.counts"
same "-sa has the counters of nstat, and no other ones" "$tmp/before" "$tmp/ours.counts"
grep -E "$left_out" "$tmp/ours" >"$tmp/ours.gauges"
same "and what nstat leaves out" "$tmp/gauges" "$tmp/ours.gauges"
is "all seven" "$(wc -l <"$tmp/ours.gauges")" 7
same "JSON has the same" "$tmp/ours" "$tmp/ours.json"

# ---- Each saved machine, laid over /proc for nstat.

theirs_of() # ROOT
{
	rm -f "$tmp/history"
	NSTAT_HISTORY=$tmp/history unshare -m sh -c 'mount --bind "$1" /proc && exec nstat -asz' - \
		"$1" 2>"$tmp/theirs.err" | awk 'NR > 1 { print $1, $2 }' | sort
}

compared=0
for root in tests/roots/*/proc; do
	[ -e "$root/net/snmp" ] || [ -e "$root/net/netstat" ] || [ -e "$root/net/snmp6" ] || continue
	name=$(basename "${root%/proc}")
	case $name in
	# nstat ends at a file that it does not understand, and at a line without values
	hostile-counters | gvisor-stub | insights-snmp-odd | unreadable) continue ;;
	esac
	theirs_of "$root" >"$tmp/theirs"
	ours --proc "$root" | grep -vE "$left_out" >"$tmp/ours"
	case $name in
	# nstat knows no byte order mark, and loses what stands in the line behind it
	dotnet-le)
		grep -vE '^Ip[A-Z]|^Ip6InReceives ' "$tmp/ours" >"$tmp/seen"
		grep -vE '^[^A-Z]' "$tmp/theirs" >"$tmp/theirs.seen"
		awk 'NR == 1 { sub(/^\357\273\277/, ""); split($0, n) }
			NR == 2 { for (i = 4; i <= NF; i++) print "Ip" n[i], $i }' \
			"$root/net/snmp" >"$tmp/lost"
		awk 'NR == 1 { sub(/^\357\273\277/, ""); print $1, $2 }' "$root/net/snmp6" >>"$tmp/lost"
		sort "$tmp/lost" "$tmp/theirs.seen" >"$tmp/theirs"
		;;
	# a last line that was cut: its last value is not known; one that holds no counter
	goprocinfo-misc) sed -i 's/^UdpLiteIgnoredMulti 0$/UdpLiteIgnoredMulti -/' "$tmp/theirs" ;;
	procfs-go) sed -i '/^Mode: 644$/d' "$tmp/theirs" ;;
	esac
	same "the counters of $name" "$tmp/theirs" "$tmp/ours"
	compared=$((compared + $(wc -l <"$tmp/theirs")))
done
[ $compared -gt 2000 ]
is "saved machines have counters" $? 0

# ---- Rounds.

# rounds FILE COUNT: waits until there are so many
rounds()
{
	tenths=0
	until [ "$(grep -c "^$1" "$tmp/rounds")" -ge "$2" ] || [ $tenths -ge 200 ]; do
		sleep 0.05
		tenths=$((tenths + 1))
	done
}

# Datagrams that nobody waits for: as many as the rates say, in their time.
nsenter --net="/proc/$zoo_pid/ns/net" timeout 20 "$NETLET" netstat -suj --interval 0.5 \
	>"$tmp/rounds" 2>"$tmp/rounds.err" 9>&- &
rounds_pid=$!
rounds '\[' 1
in_zoo bash -c 'for i in $(seq 60); do echo >/dev/udp/127.0.0.1/9; sleep 0.02; done' 2>/dev/null
sleep 1.1
kill -INT $rounds_pid
wait $rounds_pid
is "SIGINT ends it with status 0" $? 0
is "it says nothing else" "$(cat "$tmp/rounds.err")" ""
jq -s -c '[.[][] | select(.group == "Udp" and .name == "NoPorts") | .per_second // 0] | add / 2 |
	. >= 57 and . <= 63' "$tmp/rounds" >"$tmp/got"
is "60 datagrams are what the rates add up to" "$(cat "$tmp/got")" true

# A /proc whose counters we set: up, down, new, gone and back.
mkdir -p "$tmp/proc/net"
set_counters() # NAMES VALUES FIRST SECOND; the last two are of a group that is there twice
{
	printf 'Two: A\nTwo: %s\nTwo: A\nTwo: %s\nTcp: CurrEstab %s\nTcp: %s\n' "$3" "$4" "$1" "$2" >"$tmp/proc/net/new"
	mv "$tmp/proc/net/new" "$tmp/proc/net/snmp"
}
set_counters 'Up Down Still Gone Big Other' '7 10 100 5 3 18446744073709551000 1' 1 1000
timeout 20 "$NETLET" netstat --proc "$tmp/proc" -s --interval 1 >"$tmp/rounds" 2>"$tmp/rounds.err" &
rounds_pid=$!
rounds 'Tcp' 1
set_counters 'New Up Down Still Big' '9 4 16 90 5 18446744073709551600' 31 1004
rounds 'Tcp' 2
set_counters 'New Up Down Still Gone Big' '9 4 16 90 5 25 18446744073709551600' 31 1004
rounds 'Tcp' 3
kill -INT $rounds_pid
wait $rounds_pid
cat >"$tmp/expected" <<-'END'
	Two:
	A 1
	A 1000
	Tcp:
	CurrEstab 7 open now
	Up 10
	Down 100
	Still 5
	Gone 3
	Big 18446744073709551000
	Other 1

	Change per second:
	Two:
	A 30
	A 4
	Tcp:
	CurrEstab 9 open now
	New -
	Up 6
	Down -10
	Big 600

	Change per second:
	Tcp:
END
# The machine may be late: a rate within a tenth is the expected one.
awk 'NR == FNR { name[NR] = $1; rate[NR] = $2; next }
	/^Change/ { rates = 1 }
	rates && $1 == name[FNR] && $2 ~ /^-?[0-9.]+$/ && ($2 - rate[FNR]) ^ 2 <= (rate[FNR] / 10) ^ 2 {
		$2 = rate[FNR]
	}
	{ $1 = $1; print }' "$tmp/expected" "$tmp/rounds" | head -n 25 >"$tmp/got"
same "up, down, new, and large" "$tmp/expected" "$tmp/got"
is "gone and back: its change in both rounds" "$(sed -n '26,$p' "$tmp/rounds" |
	awk '{ print $1, ($2 > 9.9 && $2 <= 11) }')" "Gone 1"

# More than it can follow.
many() # VALUE
{
	for group in A B D E F C; do
		echo "$group: $(seq -f 'N%.0f' 1450 | tr '\n' ' ')"
		echo "$group: $(yes "$1" | head -n 1450 | tr '\n' ' ')"
	done >"$tmp/proc/net/new"
	mv "$tmp/proc/net/new" "$tmp/proc/net/snmp"
}
many 1
timeout 20 "$NETLET" netstat --proc "$tmp/proc" -sa --interval 0.5 >"$tmp/rounds" 2>"$tmp/rounds.err" &
rounds_pid=$!
rounds 'C:' 1
many 3
rounds 'C:' 3
kill -INT $rounds_pid
wait $rounds_pid
is "too many counters are said once" "$(cat "$tmp/rounds.err")" \
	"netstat: --interval: too many counters to follow"
is "and have no rate" "$(awk '/^Change/ { n++ } n == 1 && $2 == "-"' "$tmp/rounds" | wc -l)" 508

# Two namespaces, each with the same counters of its own.
rm -rf "$tmp/proc"
cp -R tests/roots/netns/proc "$tmp/proc"
timeout 20 "$NETLET" netstat --proc "$tmp/proc" -s --all-netns --interval 0.5 \
	>"$tmp/rounds" 2>/dev/null &
rounds_pid=$!
rounds 'Network namespace of 60' 1
printf 'Udp: InDatagrams NoPorts InErrors OutDatagrams\nUdp: 60 66 0 61\n' >"$tmp/proc/60/net/new"
mv "$tmp/proc/60/net/new" "$tmp/proc/60/net/snmp"
rounds 'Network namespace of 60' 3
kill -INT $rounds_pid
wait $rounds_pid
is "a namespace's counters are its own" "$(awk '/^Network/ { at = $4 } /^Change/ { rates++ }
	rates && /^ / { sub(/\/.*/, "", at); print at, $1, ($2 > 90 && $2 < 121) }' "$tmp/rounds")" \
	"60 NoPorts 1"

# A namespace that has the number of one that is gone is another one, and nothing is known of before.
rm -rf "$tmp/proc"
cp -R tests/roots/netns/proc "$tmp/proc"
cp -R "$tmp/proc/42" "$tmp/44"
printf 'Udp: InDatagrams NoPorts InErrors OutDatagrams\nUdp: 100 0 0 43\n' >"$tmp/44/net/snmp"
timeout 20 "$NETLET" netstat --proc "$tmp/proc" -s --all-netns --interval 0.5 \
	>"$tmp/rounds" 2>/dev/null &
rounds_pid=$!
rounds 'Network namespace of 60' 1
mv "$tmp/proc/42" "$tmp/42"
mv "$tmp/44" "$tmp/proc/44"
rounds 'Network namespace of 44' 1
printf 'Udp: InDatagrams NoPorts InErrors OutDatagrams\nUdp: 200 0 0 43\n' >"$tmp/proc/44/net/new"
mv "$tmp/proc/44/net/new" "$tmp/proc/44/net/snmp"
rounds 'Network namespace of 44' 3
kill -INT $rounds_pid
wait $rounds_pid
is "they have the same number" \
	"$(sed -nE 's/^Network namespace of (4[24]).*(\(.*)/\1 \2/p' "$tmp/rounds" | uniq | xargs)" \
	"42 (net:[4026532201]) 44 (net:[4026532201])"
is "a namespace with the number of one that is gone is another one" \
	"$(awk '/^Change/ { rates++ } /^Network/ { at = $4 } rates && /^ / && at ~ /^4[24]/ {
		sub(/\/.*/, "", at); print at, $1, ($2 > 90 && $2 < 400 ? "rate" : $2) }' "$tmp/rounds" | xargs)" \
	"44 InDatagrams - 44 OutDatagrams - 44 InDatagrams rate"

# -v and names: a table that is not there.
rm -f "$tmp/proc/net" && mkdir "$tmp/proc/net"
is "no table at all is silent" "$("$NETLET" netstat --proc "$tmp/proc" -s 2>&1; echo $?)" 0
is "but not with -v" "$("$NETLET" netstat --proc "$tmp/proc" -sv 2>&1 | wc -l)" 4

zoo_stop
done_testing
