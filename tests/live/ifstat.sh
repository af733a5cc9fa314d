#!/bin/sh
# ifstat - beside ifstat 1.1 on the same traffic: the same layout, and rates that are those of the
# counters.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
need ifstat jq tc

is "the other one is ifstat 1.1" "$(ifstat -v 2>&1 | grep -o '1\.1')" 1.1

# All digits as 9, but for a number that is nothing.
shape()
{
	sed -E 's/(^|[[:space:]])0\.00/\1z.zz/g; s/[0-9]/9/g'
}

# Both at the same time, by the same arguments: the same but for the digits. On a machine that has no
# time for the sender they may not see the same: again, then.
same_layout() # ARG...
{
	for try in 1 2 3 4 5; do
		their ifstat "$@" >"$tmp/theirs" 2>"$tmp/theirs.err" &
		other=$!
		ours ifstat "$@" >"$tmp/ours" 2>"$tmp/ours.err"
		status=$?
		wait $other
		shape <"$tmp/theirs" >"$tmp/a"
		shape <"$tmp/ours" >"$tmp/b"
		! cmp -s "$tmp/a" "$tmp/b" || break
	done
	same "layout of ifstat $*" "$tmp/a" "$tmp/b"
	is "status of ifstat $*, and lines" "$status $(($(wc -c <"$tmp/ours") > 20))" "0 1"
}

each() # LIST of arguments, a row each
{
	while read -r arguments; do
		same_layout $arguments
	done
}

# ---- Layout. The rates are far from a power of ten, so that all samples have as many digits.

traffic()
{
	interfaces
	their "$helpers/sender" 60 400 1014 veth0 lo &
	sleep 0.3
}

letters()
{
	traffic
	each <<-ROWS
	0.2 2
	-a 0.2 2
	-l 0.2 2
	-z 0.2 2
	-n 0.2 2
	-t 0.2 2
	-T 0.2 2
	-w 0.2 2
	-W 0.2 2
	-S 0.2 2
	-b 0.2 2
	-q 0.2 2
	-i veth0 0.2 2
	-i lo,veth0 0.2 2
	-i veth0,lo 0.2 2
	-i br0 -i down0,lo 0.2 2
	-i absent 0.2 2
	-i absent,veth0 -q 0.2 2
	-i abcdefghijklmno 0.2 2
	-i abcdefghijklmno,veth0 -w 0.2 2
	-i down0 0.2 2
	-i abcdefghijklmno -T 0.2 2
	ROWS
}

combined()
{
	traffic
	each <<-ROWS
	-a -T 0.2 2
	-a -t -T 0.2 2
	-atTb 0.2 2
	-atTw 0.2 2
	-aW 0.2 2
	-aWb 0.2 2
	-atW 0.2 2
	-atTW 0.2 3
	-atTWn 0.2 2
	-atTWz 0.2 2
	-aTWw 0.2 2
	-aS 0.2 3
	-atS 0.2 3
	-atTS 0.2 3
	-atTSb 0.2 3
	-az 0.2 2
	-azT 0.2 2
	-lz 0.2 2
	-lb -T -t 0.2 2
	-wz -b 0.2 2
	-i veth0,br0 -tTbw 0.2 2
	-i lo,absent,br0 -tTq 0.2 2
	-i lo,absent,br0 -tTWq 0.2 2
	-i lo,absent,br0,abcdefghijklmno -tTWq 0.2 2
	ROWS
}

# DELAY[/DELAY] COUNT, and the headings that come back.
rhythm()
{
	traffic
	each <<-ROWS
	-a 0.5/0.2 4
	0.2/0.5 3
	1 1
	1/1 1
	0.1 60
	-n 0.1 60
	-t -T 0.1 30
	-S 0.1 30
	-aW 0.1 20
	-atTW 0.1 20
	ROWS
}

# Without COUNT until it is interrupted.
endless()
{
	traffic
	for args in '' '-a' '0.3' '-tT 0.3/0.4'; do
		their timeout -s INT 2.5 ifstat $args >"$tmp/theirs" 2>&1 &
		other=$!
		their timeout -s INT --preserve-status 2.5 "$NETLET" ifstat $args >"$tmp/ours" 2>&1
		is "status of ifstat $args, interrupted" $? 0
		wait $other
		shape <"$tmp/theirs" >"$tmp/a"
		shape <"$tmp/ours" >"$tmp/b"
		same "layout of ifstat $args until it is interrupted" "$tmp/a" "$tmp/b"
	done
}

# ---- Rates: what a text or a JSON object says, times its seconds, is what the counters grew by.

# The sums of a text's columns, in bytes a second: NAME IN OUT
text_sums() # BYTES of the unit
{
	awk -v unit="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; n = NF; next }
		/in/ || $1 == name[1] { next }
		{ for (i = 1; i <= n; i++) { rx[i] += $(2 * i - 1); tx[i] += $(2 * i) } }
		END { for (i = 1; i <= n; i++) printf "%s %.0f %.0f\n", name[i], rx[i] * unit, tx[i] * unit }'
}

# Within 2 %, or one packet.
as_counted() # NAME FILE: NAME BYTES-IN BYTES-OUT
{
	awk '
		function far(a, b) { return (a > b ? a - b : b - a) > b * 0.02 + 100 }
		NR == FNR { rx[$1] = $2; tx[$1] = $3; next }
		{ n++ }
		far($2, rx[$1]) || far($3, tx[$1]) {
			print $1 ": " $2 ", " $3 " bytes, counted are " rx[$1] ", " tx[$1]
		}
		END { if (n < 6) print n " interfaces" }' "$tmp/counted" "$2" >"$tmp/wrong"
	if [ -s "$tmp/wrong" ]; then
		not_ok "$1" "$tmp/wrong"
	else
		ok "$1"
	fi
}

rates() # FRAMES-A-SECOND BYTES
{
	interfaces
	counters >"$tmp/before"
	their ifstat -a 1 4 >"$tmp/text.theirs" &
	first=$!
	ours ifstat -a 1 4 >"$tmp/text" &
	second=$!
	ours ifstat -a -b 0.5 8 >"$tmp/bits" &
	third=$!
	ours ifstat -a -p --json 1 4 >"$tmp/json" &
	fourth=$!
	ours ifstat -a -p --json 0.01 390 >"$tmp/fast" &
	fifth=$!
	sleep 0.5
	their "$helpers/sender" 2.5 "$1" "$2" veth0 lo
	wait $first $second $third $fourth $fifth
	counters >"$tmp/after"
	paste -d ' ' "$tmp/before" "$tmp/after" |
		awk '{ print $1, $7 - $2, $9 - $4, $8 - $3, $10 - $5 }' >"$tmp/counted"
	is "traffic is counted" "$(awk '$2 > 1000 && $1 != "veth0" { print $1 }' "$tmp/counted" | sort | xargs)" \
		"$(if [ -s "$tmp/tc" ]; then echo br0 lo veth1; else echo br0 ifb0 lo veth1; fi)"
	text_sums 1024 <"$tmp/text.theirs" >"$tmp/sums"
	as_counted "bytes as counted: ifstat 1.1, $1 frames/s" "$tmp/sums"
	text_sums 1024 <"$tmp/text" >"$tmp/sums"
	as_counted "bytes as counted: text, $1 frames/s" "$tmp/sums"
	text_sums 64 <"$tmp/bits" >"$tmp/sums" # half a second of 1024 bits
	as_counted "bytes as counted: -b, $1 frames/s" "$tmp/sums"
	for file in json fast; do
		jq -r --slurp 'map(.seconds as $s | .interfaces | to_entries[] | { key,
			rx: (.value.rx_bytes_per_second * $s), tx: (.value.tx_bytes_per_second * $s),
			rp: (.value.rx_packets_per_second * $s), tp: (.value.tx_packets_per_second * $s) })
			| group_by(.key)[] | "\(.[0].key) \(map(.rx) | add) \(map(.tx) | add) \(map(.rp) | add) \(map(.tp) | add)"' \
			"$tmp/$file" >"$tmp/sums"
		as_counted "bytes as counted: $file, $1 frames/s" "$tmp/sums"
		cut -d ' ' -f 1,4,5 "$tmp/counted" >"$tmp/packets"
		mv "$tmp/packets" "$tmp/counted.packets"
		awk '{ print $1, $4, $5 }' "$tmp/sums" >"$tmp/packets"
		cp "$tmp/counted" "$tmp/counted.bytes"
		mv "$tmp/counted.packets" "$tmp/counted"
		as_counted "packets as counted: $file, $1 frames/s" "$tmp/packets"
		mv "$tmp/counted.bytes" "$tmp/counted"
	done
	jq -e --slurp 'all(.[]; .interfaces.veth0.tx_bytes_per_second >= 0 and .seconds > 0)' "$tmp/fast" >"$tmp/true"
	is "no rate below zero, no time without length" "$(cat "$tmp/true")" true
	between "seconds of all samples, 1 s" "$(jq -s 'map(.seconds) | add' "$tmp/json")" 3.99 4.2
	between "seconds of all samples, 10 ms" "$(jq -s 'map(.seconds) | add' "$tmp/fast")" 3.89 4.1
}

slow_rates()
{
	rates 37 60
}

fast_rates()
{
	rates 3000 1514
}

# ---- Large rates, from the same file: whole numbers of up to eight digits where 1.1 has an exponent.

large()
{
	mkdir -p "$tmp/root/net"
	cat >"$tmp/links" <<-LINKS
	link add name a type ifb
	link add abcdefghijklmno type ifb
	LINKS
	network
	n=0
	for bytes in 0 1 950000 99500000 950000000 99000000000 400000000000 8000000000000; do
		n=$((n + 1))
		{
			printf '%s\n%s\n' 'Inter-|   Receive                                                |  Transmit' \
				' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed'
			total=$((total + bytes))
			printf '%s: %d 0 0 0 0 0 0 0 %d 0 0 0 0 0 0 0\n' \
				a "$total" "$n" abcdefghijklmno "$n" "$((total / 2))"
		} >"$tmp/dev.$n"
	done
	cp "$tmp/dev.1" "$tmp/root/net/dev"
	their ifstat -d "proc:$tmp/root/net/dev" -a -T 1 7 >"$tmp/theirs" &
	other=$!
	ours ifstat --proc "$tmp/root" -a -T 1 7 >"$tmp/ours" &
	own=$!
	sleep 0.5
	for n in 2 3 4 5 6 7 8; do
		mv "$tmp/dev.$n" "$tmp/root/net/dev"
		[ $n -eq 8 ] || sleep 1
	done
	wait $other $own
	tail -n +3 "$tmp/theirs" >"$tmp/a"
	tail -n +3 "$tmp/ours" >"$tmp/b"
	head -n 2 "$tmp/theirs" >"$tmp/headings"
	head -n 2 "$tmp/ours" | diff "$tmp/headings" - >"$tmp/why"
	awk '
		function far(a, b) { return (a > b ? a - b : b - a) > b * 0.03 + 0.01 }
		NR == FNR { line[NR] = $0; next }
		{
			n = split(line[FNR], theirs)
			m = split($0, ours)
			if (n != m || n != 6)
				print "fields: " $0
			for (i = 1; i <= n; i++) {
				if (far(ours[i], theirs[i]))
					print ours[i] " is not " theirs[i]
				if (theirs[i] ~ /e/ && theirs[i] < 9.6e7 && ours[i] !~ /^[0-9]+(\.[0-9])?$/)
					print ours[i] " is no plain number"
				if (theirs[i] > 1.04e8 && ours[i] !~ /e/)
					print ours[i] " has no exponent"
				if (theirs[i] ~ /e/)
					large++
				else if (length(ours[i]) != length(theirs[i]))
					print ours[i] " has not the decimals of " theirs[i]
			}
			if (length(line[FNR]) != length($0))
				print "width: " $0
		}
		END { if (large < 6 || FNR != 7) print FNR " lines, with " large " large rates" }' \
		"$tmp/a" "$tmp/b" >>"$tmp/why" 2>&1 || echo "awk: $?" >>"$tmp/why"
	if [ -s "$tmp/why" ]; then
		cat "$tmp/theirs" "$tmp/ours" >>"$tmp/why"
		not_ok "large rates" "$tmp/why"
	else
		ok "large rates"
	fi
}

for test in letters combined rhythm endless slow_rates fast_rates large; do
	part $test
done
done_parts
