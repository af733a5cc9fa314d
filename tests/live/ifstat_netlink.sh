#!/bin/sh
# ifstat_netlink - netlink and /proc/net/dev say the same; what is refused or breaks off is made good.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
need jq mount perl promtool setpriv strace tc
helper nonetlink tests/live/nonetlink.c

busy()
{
	interfaces
	their "$helpers/sender" 0.5 2000 1214 veth0 lo
	their "$helpers/sender" 0.2 500 60 veth1 br0
}

# The counters of /proc/net/dev or another file, as node_exporter would show them.
exposition()
{
	their sed 1,2d "${1:-/proc/net/dev}" | tr : ' ' | awk '
		BEGIN {
			n = split("receive_bytes receive_packets receive_errs receive_drop receive_fifo" \
				" receive_frame receive_compressed receive_multicast transmit_bytes" \
				" transmit_packets transmit_errs transmit_drop transmit_fifo transmit_colls" \
				" transmit_carrier", metric)
		}
		{ for (i = 1; i <= n; i++) printf "node_network_%s_total{device=\"%s\"} %s\n", metric[i], $1, $(i + 1) }' |
		sort
}

samples()
{
	grep -v '^#' "$1" | sort
}

# ---- All 15 counters.

agreement()
{
	busy
	# A frame on its way counts while they look: again, until nothing has come meanwhile.
	for try in 1 2 3 4 5; do
		exposition >"$tmp/wanted"
		ours ifstat --prometheus >"$tmp/netlink"
		their "$helpers/nonetlink" 1 "$NETLET" ifstat --prometheus >"$tmp/refused"
		their "$helpers/nonetlink" 93 "$NETLET" ifstat --prometheus >"$tmp/unknown"
		ours ifstat --proc /proc --prometheus >"$tmp/file"
		"$NETLET" ifstat --netns "$zoo_pid" --prometheus >"$tmp/netns"
		their setpriv --reuid 65534 --regid 65534 --clear-groups "$NETLET" ifstat --prometheus \
			>"$tmp/nobody"
		exposition >"$tmp/after"
		! cmp -s "$tmp/wanted" "$tmp/after" || break
	done
	is "there are counters above 0" "$(($(grep -cv ' 0$' "$tmp/wanted") > 12)) $(wc -l <"$tmp/wanted")" \
		"1 $((15 * 7))"
	for way in netlink refused unknown file netns nobody; do
		samples "$tmp/$way" >"$tmp/got"
		same "counters of /proc/net/dev: $way" "$tmp/wanted" "$tmp/got"
		promtool check metrics <"$tmp/$way" >"$tmp/promtool" 2>&1
		is "promtool's opinion: $way" "$?$(cat "$tmp/promtool")" 0
	done
	their strace -o "$tmp/trace" "$NETLET" ifstat --prometheus >/dev/null
	is "netlink is where they come from" "$(grep -c net/dev "$tmp/trace")" 0
	for args in '-a' '-ap' '-ae' '-aT' '-ab' '-a -j -p -e'; do
		ours ifstat --total $args | sed 's/"timestamp":[0-9.]*//' >"$tmp/a"
		their "$helpers/nonetlink" 1 "$NETLET" ifstat --total $args | sed 's/"timestamp":[0-9.]*//' >"$tmp/b"
		same "ifstat --total $args without netlink" "$tmp/a" "$tmp/b"
		is "it says something" "$(($(wc -c <"$tmp/a") > 100))" 1
	done
	ours ifstat --total -a -j -p -e | jq -r '.interfaces | to_entries[] | "\(.key) \(.value | .rx_bytes, .tx_bytes,
		.rx_packets, .tx_packets, .rx_errors, .tx_errors, .rx_dropped, .tx_dropped)"' | awk '
		$1 != last { printf "%s%s", last ? "\n" : "", $1 }
		{ printf " %s", $2; last = $1 }
		END { print "" }' >"$tmp/got"
	their sed 1,2d /proc/net/dev | tr : ' ' |
		awk '{ print $1, $2, $10, $3, $11, $4, $12, $5, $13 }' >"$tmp/wanted"
	same "totals in JSON are those of /proc/net/dev" "$tmp/wanted" "$tmp/got"
}

# ---- Refusals and errors. Six samples of 0.1 s with traffic: a letter each for veth0, and the status.

with() # FAULT ARG...: $status, $tmp/json, $tmp/err, $tmp/trace
{
	fault=$1
	rm -f "$tmp/trace"
	shift
	in_net "$zoo_pid" timeout -k 1 8 strace -qq -s 0 -o "$tmp/trace" -e trace=sendto,recvfrom,bind,openat \
		-e inject="$fault" "$NETLET" ifstat -j 0.1 6 "$@" >"$tmp/json" 2>"$tmp/err"
	status=$?
	grep -qs INJECTED "$tmp/trace" || why "$fault" "there was no such call"
	story=$(jq -r --slurp 'map(.interfaces | if has("veth0") | not then "-" else .veth0 |
		if . == null then "n" elif .tx_bytes_per_second > 0 then "+" else "0" end end) | add' "$tmp/json")
}

has() # NAME STORY-PATTERN LINES-OF-STDERR STATUS
{
	if [ "$status" = "$4" ] && echo "$story" | grep -qxE -e "$2" && [ "$(wc -l <"$tmp/err")" -le "$3" ]; then
		ok "$1"
	else
		why "$1" "status $status, $story is not $2: $(head -n 5 "$tmp/err")"
	fi
}

faults()
{
	interfaces
	their "$helpers/sender" 50 400 1014 veth0 &
	with bind:error=EPERM
	has "changes cannot be heard of" '\+{6}' 0 0
	is "names are asked for each time, then" "$(grep -c '^sendto' "$tmp/trace")" 7
	with bind:error=ENOSYS -p
	has "bind is unknown" '\+{6}' 0 0
	for error in EPERM EACCES ECONNREFUSED ENOBUFS; do
		with sendto:error=$error
		has "questions are refused: $error" '\+{6}' 0 0
		is "and the file is read" "$(grep -c net/dev "$tmp/trace")" 7
	done
	with sendto:error=EINTR:when=1
	has "a question is interrupted" '\+{6}' 0 0
	for how in error=EIO error=ENOMEM retval=0; do
		with "recvfrom:$how:when=1"
		has "at the first word: $how" '\+{6}' 0 0
		with "recvfrom:$how:when=2"
		is "in the first answer: $how" "$status $(wc -l <"$tmp/err") $(wc -c <"$tmp/json")" '1 1 0'
		for when in 5 6 7; do
			with "recvfrom:$how:when=$when"
			has "once, recvfrom $when: $how" '\+*[-n0+]{0,3}\++' 1 0
		done
	done
	for when in 1 2 5; do
		with "recvfrom:error=EINTR:when=$when"
		has "once, recvfrom $when: EINTR" '\+{6}' 0 0
	done
	for how in error=EIO error=EPERM; do
		with "recvfrom:$how:when=5+"
		has "for ever, recvfrom: $how" '[-n0+]*' 3 0
	done
	# A type of message that no kernel knows in place of RTM_GETSTATS: as kernels before 4.7.
	with 'sendto:poke_enter=@arg2=1c000000fe7f:when=2'
	has "counters alone are not to be had" '\+{6}' 0 0
	is "and netlink is asked all the same" "$(grep -c net/dev "$tmp/trace")" 0
	with 'sendto:poke_enter=@arg2=20000000fe7f:when=1'
	has "links are not to be had" '\+{6}' 0 0
}

# ---- Counters that go back: by netlink, which has 64 bits, never a wrap; in the file one if the link
# can have carried so much.

# What netlink answers to the question SEQ: struct rtnl_link_stats64 of index 1, and the end.
answer() # SEQ BYTES
{
	perl -e 'my ($seq, $bytes) = @ARGV; print unpack "H*", pack "LSSLL Cx3LL SS Q4x144 LSSLLL",
		208, 92, 2, $seq, 0, 0, 1, 1, 180, 1, ($bytes) x 4, 20, 3, 2, $seq, 0, 0' "$@"
}

# A sample of a second without netlink: the interfaces of $tmp/before, then of $tmp/after.
without_netlink()
{
	mkdir -p "$tmp/there/net"
	cat >"$tmp/there.sh" <<-END
	mount --bind "$tmp/speeds" /sys/class/net || exit 99
	mount --bind "$tmp/there" /proc || exit 99
	exec "\$@"
	END
	cp "$tmp/before" "$tmp/there/net/dev"
	their unshare --mount sh "$tmp/there.sh" "$helpers/nonetlink" 1 "$NETLET" ifstat -a -n -p 1 1 \
		>"$tmp/got" 2>"$tmp/err" &
	pid=$!
	until_file "$tmp/got"
	cp "$tmp/after" "$tmp/there/net/new"
	mv "$tmp/there/net/new" "$tmp/there/net/dev"
	wait $pid
	status=$?
}

back()
{
	echo 'link set lo up' >"$tmp/links"
	network
	# Requests are numbered from 1 on where the clock stands at 0, and then the first look comes twice.
	in_net "$zoo_pid" timeout -k 1 8 strace -qq -s 0 -o "$tmp/trace" -e trace=recvfrom,openat,clock_gettime \
		-e "inject=clock_gettime:poke_exit=@arg2=$(printf '%032d' 0):when=1..2" \
		-e "inject=recvfrom:poke_exit=@arg2=$(answer 3 4294967000):when=4" \
		"$NETLET" ifstat -j -i lo 0.2 3 >"$tmp/json" 2>"$tmp/err"
	is "a step back over 2^32 by netlink: status" "$?$(cat "$tmp/err")" 0
	is "it is by netlink" "$(grep -c net/dev "$tmp/trace")" 0
	is "it is a reset, after a large number" "$(jq -r '.interfaces.lo |
		if .reset then "reset" else .rx_bytes_per_second > 1e9 end' "$tmp/json" | xargs)" "true reset false"
	rm -f "$tmp/before" "$tmp/after" "$tmp/wanted"
	for part in before after; do
		printf 'Inter-|   Receive | Transmit\n face |bytes multicast|bytes\n' >"$tmp/$part"
	done
	while read -r name speed megabytes packets wanted; do
		mkdir -p "$tmp/speeds/$name"
		[ "$speed" = none ] || echo "$speed" >"$tmp/speeds/$name/speed"
		zeros='0 0 0 0 0 0'
		echo "$name: 4294967000 4294967000 $zeros 0 0 $zeros" >>"$tmp/before"
		echo "$name: $((megabytes * 1000000 - 296)) $((packets * 1000 - 296)) $zeros 0 0 $zeros" >>"$tmp/after"
		echo "$name $wanted" >>"$tmp/wanted"
	done <<-END
	ten 10000 600 9000 wrap
	more 10000 3700 9000 reset
	one 1000 60 900 wrap
	over 1000 400 900 reset
	packets 1000 60 7000 reset
	tenth 100 4 90 wrap
	hundredth 100 40 90 reset
	unknown -1 60 900 wrap
	unlimited -1 400 900 reset
	down 0 60 900 wrap
	absent none 60 900 wrap
	most none 400 900 reset
	words fast 60 900 wrap
	large 400000 4000 90000 wrap
	END
	without_netlink
	is "steps back in the file: status" "$status$(cat "$tmp/err")" 0
	awk 'NR == 1 { n = split($0, name) }
		NR == 3 { for (i = 1; i <= n; i++)
			print name[i], ($(4 * i - 1) == "reset" ? "reset" : ($(4 * i - 1) > 9 ? "wrap" : $(4 * i - 1))) }' \
		"$tmp/got" >"$tmp/stories"
	same "a wrap is what the link can have carried" "$tmp/wanted" "$tmp/stories"
}

# ---- Without /proc; another namespace; only hardware.

places()
{
	busy
	cat >"$tmp/bare" <<-'END'
	mount -t tmpfs none /proc || exit 99
	exec "$@"
	END
	# The kernel may send a packet of its own between the two.
	for try in 1 2 3 4 5; do
		ours ifstat --prometheus >"$tmp/wanted"
		their unshare --mount sh "$tmp/bare" "$NETLET" ifstat --prometheus >"$tmp/got" 2>"$tmp/err"
		! cmp -s "$tmp/wanted" "$tmp/got" || break
	done
	is "without /proc: status" "$?$(cat "$tmp/err")" 0
	same "without /proc" "$tmp/wanted" "$tmp/got"
	their unshare --mount sh "$tmp/bare" "$NETLET" ifstat -a 0.1 2 >"$tmp/got" 2>"$tmp/err"
	is "rates without /proc" "$?$(cat "$tmp/err") $(wc -l <"$tmp/got")" '0 4'
	for args in '-a 0.1 2' '--prometheus' '-j 0.1 2' '--total'; do
		their unshare --mount sh "$tmp/bare" "$helpers/nonetlink" 1 "$NETLET" ifstat $args \
			>"$tmp/got" 2>"$tmp/err"
		is "ifstat $args with neither /proc nor netlink" "$? $(wc -l <"$tmp/err") $(wc -c <"$tmp/got")" '1 1 0'
	done
	"$NETLET" ifstat -a --netns "$zoo_pid" -j 0.1 2 >"$tmp/json"
	is "--netns: interfaces" "$(jq -r --slurp '.[1].interfaces | keys | join(" ")' "$tmp/json")" \
		"abcdefghijklmno br0 down0 ifb0 lo veth0 veth1"
	is "--netns of nobody" "$("$NETLET" ifstat --netns 99999999 0.1 1 >"$tmp/got" 2>"$tmp/err"
		echo "$? $(wc -l <"$tmp/err") $(wc -c <"$tmp/got")")" '2 1 0'
	mkdir -p "$tmp/saved/net"
	their cat /proc/net/dev >"$tmp/saved/net/dev"
	exposition "$tmp/saved/net/dev" >"$tmp/wanted"
	"$NETLET" ifstat --proc "$tmp/saved" --prometheus >"$tmp/all"
	samples "$tmp/all" >"$tmp/got"
	same "--proc with a saved copy" "$tmp/wanted" "$tmp/got"
	ours ifstat --physical 0.1 1 >"$tmp/got" 2>"$tmp/err"
	is "--physical where there is none" "$? $(wc -l <"$tmp/err") $(wc -c <"$tmp/got")" '1 1 0'
	# The machine's own: reading changes nothing.
	for i in /sys/class/net/*; do
		[ ! -e "$i/device" ] || echo "${i##*/}"
	done | sort >"$tmp/wanted"
	if [ -s "$tmp/wanted" ]; then
		"$NETLET" ifstat -a --physical -j 0.1 1 | jq -r '.interfaces | keys[]' | sort >"$tmp/got"
		same "--physical on this machine" "$tmp/wanted" "$tmp/got"
	else
		echo "# not here: hardware"
	fi
}

for test in agreement faults back places; do
	part $test
done
done_parts
