#!/bin/sh
# counts - --count says what people get from `netstat | awk | sort | uniq -c | sort -nr`.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need perl unshare ip jq musl-gcc
helper crowd tests/bench/crowd.c

# ---- Keys of net-tools' rows, by their columns.
cat >"$tmp/keys.awk" <<'END'
function trim(s) { sub(/^ +/, "", s); sub(/ +$/, "", s); return s }
function host(end) { sub(/:[^:]*$/, "", end); return end }
function number(end) { sub(/.*:/, "", end); return end }
/^Active/ { unix = /UNIX/ }
/^(Active|Proto)/ { next }
field == "state" { print trim(unix ? substr($0, 37, 13) : substr($0, 69, 11)) }
field == "proto" { print $1 }
# A large inode moves what stands behind it.
field == "program" { print trim(unix ? substr($0, 60 + match(substr($0, 59), " ") - 1, 20) : substr($0, 81, 20)) }
unix { next }
field == "local" { print host($4) }
field == "remote" { print host($5) }
field == "port" { print number($4) }
field == "rport" { print number($5) }
END
# Addresses as the networks they are in, spelled by another libc.
prefix='BEGIN { $len = shift }
	$v6 = /:/;
	chomp;
	$bits = $v6 ? 128 : 32;
	$l = $len < $bits ? $len : $bits;
	$family = $v6 ? AF_INET6 : AF_INET;
	$net = inet_pton($family, $_) & pack("B*", "1" x $l . "0" x ($bits - $l));
	print inet_ntop($family, $net), "/$l\n"'

counted() # FIELD: of rows, as people count
{
	case $1 in
	*/*)
		awk -v field="${1%/*}" -f "$tmp/keys.awk" |
			perl -MSocket=inet_pton,inet_ntop,AF_INET,AF_INET6 -ne "$prefix" "${1#*/}"
		;;
	*) awk -v field="$1" -f "$tmp/keys.awk" ;;
	esac | sort | uniq -c | sort -nr
}

# Each row of ours must be there at one moment: what moves meanwhile is looked at again. $kept is a
# condition on net-tools' rows that are counted.
kept=1
count() # FIELD ARGS [FILTER...]
{
	field=$1 args=$2
	shift 2
	name="netstat $args --count=$field $*"
	for try in 1 2 3; do
		zoo_fresh
		in_zoo netstat $args | awk "/^(Active|Proto)/ || $kept" | counted "$field" \
			>"$tmp/expected"
		in_zoo "$NETLET" netstat $args --count="$field" "$@" >"$tmp/out" 2>"$tmp/err"
		status=$?
		# net-tools cuts the names of programs
		if [ "$field" = program ]; then
			awk '{ $0 = substr($0, 1, 8 + 19); sub(/ +$/, ""); print }' "$tmp/out"
		else
			cat "$tmp/out"
		fi >"$tmp/ours"
		[ -s "$tmp/expected" ]
		none=$?
		if [ ! -s "$tmp/err" ] && [ $status -eq $none ] &&
			cmp -s "$tmp/expected" "$tmp/ours"; then
			if [ $none -eq "${nothing:-0}" ]; then
				ok "$name"
			else
				why "$name" "status $status: the zoo is not what it was"
			fi
			return
		fi
	done
	{
		diff -a "$tmp/expected" "$tmp/ours"
		echo "status $status"
		cat "$tmp/err"
	} >"$tmp/why"
	not_ok "$name" "$tmp/why"
}

zoo_start users shared namespaces names tun tcp datagrams raw unix
for args in -an -tan -n -ln -an6; do
	for field in state remote local port rport proto; do
		count $field $args
	done
done
for args in -uan -Uan -wan; do
	for field in state remote port; do
		count $field $args
	done
done
for args in -anp -tanp -xanp -lnp -np; do
	count program $args
done
for args in -xan -xn -xln; do
	count state $args
	count proto $args
done
for len in 0 1 8 24 25 31 32 64 127 128; do
	count remote/$len -an
done
for len in 0 7 16 32 33 64 126 128; do
	count local/$len -an
done
count remote/24 -tn
count local/8 -wan

# As in the guides, but for the headings.
in_zoo netstat -ant | awk 'NR > 2 { print $6 }' | sort | uniq -c | sort -nr >"$tmp/expected"
in_zoo "$NETLET" netstat -ant --count >"$tmp/ours"
same "netstat -ant --count" "$tmp/expected" "$tmp/ours"
in_zoo netstat -nt4 | tail -n +3 | awk '{ print $5 }' | cut -d: -f1 |
	sort | uniq -c | sort -nr >"$tmp/expected"
in_zoo "$NETLET" netstat -nt4 --count=remote >"$tmp/ours"
same "netstat -nt4 --count=remote" "$tmp/expected" "$tmp/ours"

# Filters choose what is counted.
kept='$6 == "ESTABLISHED"'
for field in state remote local port rport proto remote/24 local/64; do
	count $field -tan --state established
done
count program -tanp --state established
kept='/:80 /'
count state -tan --port 80
count remote -tan --port 80
kept='$4 ~ /^192\.0\.2\.1:/'
count rport -tan --local 192.0.2.1
count proto -tuan --local 192.0.2.1
kept='$4 ~ /^192\.0\.2\.1:/ && ($6 == "FIN_WAIT1" || $6 == "FIN_WAIT2")'
count remote -tan --local 192.0.2.1 --state fin-wait-1,fin-wait-2
kept='/ [0-9]+\/of-nobody /'
count state -anp --program of-nobody
count program -anp --program of-nobody
kept=0
nothing=1
count state -tan --port 3
count remote -an --local 10.0.0.0/8
count program -anp --program nosuch
nothing=
kept=1

# The first ones.
in_zoo "$NETLET" netstat -an --count=remote >"$tmp/all"
for top in 1 2 3 10 30 4096 4097 1000000 18446744073709551615; do
	head -n "$top" "$tmp/all" >"$tmp/expected" 2>/dev/null || cp "$tmp/all" "$tmp/expected"
	in_zoo "$NETLET" netstat -an --count=remote --top "$top" >"$tmp/ours" 2>&1
	same "--top $top" "$tmp/expected" "$tmp/ours"
done
is "no rows and no filter: status" "$(in_zoo "$NETLET" netstat -Uln4 --port 7000 --count >/dev/null
	echo $?) $(in_zoo "$NETLET" netstat -xln -A unix --count=remote; echo $?)" "0 0"
for full in ">/dev/full" ">&-"; do
	eval 'in_zoo "$NETLET" netstat -an --count '"$full" 2>"$tmp/err"
	is "$full: status" "$? $(wc -l <"$tmp/err")" "2 1"
done
zoo_stop

# ---- 100,000 sockets, of 100 addresses a process, and of no more ports than are counted exactly.
# peak must be small: see there.
peak=$helpers/peak
if [ ! -x "$peak" ] || [ -n "$(find tests/bench/peak.c -newer "$peak")" ]; then
	musl-gcc -static -O2 -o "$peak.$$" tests/bench/peak.c && mv "$peak.$$" "$peak"
fi
fields='state remote local port rport remote/24 local/16 proto'
cat >"$tmp/crowd.sh" <<'END'
cd "$1" || exit
netstat -tan >rows
for field in $fields; do
	mkdir -p "ours/${field%/*}" "err/${field%/*}"
	"$NETLET" netstat -tan --count=$field >"ours/$field." 2>"err/$field." ||
		echo "status $?" >>"err/$field."
	"$peak" $field "$NETLET" netstat -tan --count=$field
done >peaks
"$NETLET" netstat -tan --count=remote --top 7 >ours/top
"$peak" holders "$NETLET" netstat -tanp >peak.holders
END
mkdir "$tmp/crowd"
export fields peak
if unshare --net sh -c 'ip link set lo up &&
	echo 32768 36767 >/proc/sys/net/ipv4/ip_local_port_range && exec "$@"' - \
	"$helpers/crowd" -i -s 100000 sh "$tmp/crowd.sh" "$tmp/crowd" >"$tmp/why" 2>&1; then
	ok "a crowd"
else
	not_ok "a crowd" "$tmp/why"
fi
is "of 100,000" "$(($(wc -l <"$tmp/crowd/rows") / 1000))" 100
for field in $fields; do
	counted $field <"$tmp/crowd/rows" >"$tmp/expected"
	same "100,000 sockets, --count=$field: $(wc -l <"$tmp/expected") different ones" \
		"$tmp/expected" "$tmp/crowd/ours/$field."
done
is "nothing is complained of" "$(find "$tmp/crowd/err" -type f -exec cat {} +)" ""
counted remote <"$tmp/crowd/rows" | head -n 7 >"$tmp/expected"
same "100,000 sockets, the first seven" "$tmp/expected" "$tmp/crowd/ours/top"

# The budget is 400 KB, and the kernel counts in steps of 128.
while read -r field shortest median cpu peaked how; do
	if [ "$how" = ok ] && [ "$peaked" -le 528 ]; then
		ok "peak memory of --count=$field"
	else
		why "peak memory of --count=$field" "$peaked KB, $how"
	fi
done <"$tmp/crowd/peaks"
is "measured for each" "$(wc -l <"$tmp/crowd/peaks")" "$(echo $fields | wc -w)"
read -r name shortest median cpu peaked how <"$tmp/crowd/peak.holders"
if [ "$peaked" -gt 1000 ]; then
	ok "memory that grows with the sockets is seen"
else
	why "memory that grows with the sockets is seen" "-tanp: $peaked KB"
fi

# ---- More different ones than the table holds: every figure has its error bound.
cat >"$tmp/many.sh" <<'END'
cd "$1" || exit
netstat -tan >rows
for field in port rport; do
	"$NETLET" netstat -tan --count=$field >"ours.$field" 2>"err.$field"
	echo $? >>"err.$field"
done
"$NETLET" netstat -tan --count=port -j >ours.json 2>err.json
"$NETLET" netstat -tan --count=port --top 5 >ours.top 2>err.top
"$NETLET" netstat -tan --state listen --count=port >ours.few 2>err.few
END
mkdir "$tmp/many"
"$helpers/crowd" 30000 sh "$tmp/many.sh" "$tmp/many"
for field in port rport; do
	awk -v field=$field -f "$tmp/keys.awk" "$tmp/many/rows" | sort | uniq -c |
		awk '{ print $2, $1 }' >"$tmp/exact"
	bound=$(sed -n 's/^netstat: --count: .*4096.* at most \([0-9]*\)$/\1/p' \
		"$tmp/many/err.$field")
	is "--count=$field: one line on stderr, status 0" \
		"$(wc -l <"$tmp/many/err.$field") $(tail -n 1 "$tmp/many/err.$field")" "2 0"
	awk -v bound="${bound:-none}" '
		NR == FNR { exact[$1] = $2; total += $2; next }
		!/^ *[0-9]+ ([0-9]+|\*) \(or up to [0-9]+ less\)$/ {
			print "not a row: " $0; bad = 1
		}
		{
			count = $1; key = $2; error = $6
			if (key in seen) { print "twice: " $0; bad = 1 }
			seen[key] = 1
			if (exact[key] + 0 > count || exact[key] + 0 < count - error) {
				print $0 ", but it is " exact[key]; bad = 1
			}
			if (FNR > 1 && count > last) { print "out of order: " $0; bad = 1 }
			last = count; sum += count; rows++
			if (error > bound) { print "above the bound " bound ": " $0; bad = 1 }
		}
		END {
			for (key in exact) {
				different++
				if (!(key in seen) && exact[key] > bound) {
					print key " has " exact[key] ", more than " bound; bad = 1
				}
			}
			if (bound == "none" || bound > total / 4096) {
				print "bound " bound; bad = 1
			}
			if (different <= 4096) { print "only " different " different"; bad = 1 }
			if (rows != 4096) { print rows " rows"; bad = 1 }
			if (sum != total) { print sum " in all, not " total; bad = 1 }
			exit bad
		}' "$tmp/exact" "$tmp/many/ours.$field" >"$tmp/why"
	status=$?
	name="--count=$field of $(wc -l <"$tmp/exact") different ones: each within its error"
	if [ $status -eq 0 ]; then
		ok "$name"
	else
		not_ok "$name" "$tmp/why"
	fi
done
awk '{ print $1, $2, $6 }' "$tmp/many/ours.port" >"$tmp/expected"
jq -r '.[] | "\(.count) \(.port) \(.error)"' "$tmp/many/ours.json" >"$tmp/ours"
same "the same in JSON" "$tmp/expected" "$tmp/ours"
head -n 5 "$tmp/many/ours.port" >"$tmp/expected"
same "the first five of too many" "$tmp/expected" "$tmp/many/ours.top"
# of the rows that are not shown, the first has the most
sixth=$(sed -n '6s/^ *\([0-9]*\) .*/\1/p' "$tmp/many/ours.port")
sed -e '$d' -e "s/ [0-9]*\$/ $sixth/" "$tmp/many/err.port" >"$tmp/expected"
same "their bound" "$tmp/expected" "$tmp/many/err.top"
printf '%7d 8080\n' 8 >"$tmp/expected"
same "a filter that leaves few" "$tmp/expected" "$tmp/many/ours.few"
is "has no bound" "$(cat "$tmp/many/err.few")" ""
done_testing
