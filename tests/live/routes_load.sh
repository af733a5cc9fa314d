#!/bin/sh
# routes_load - what showing routes costs, tables that are large or change, output that nobody takes.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
need awk ip jq musl-gcc route strace

start "$tmp/ordinary"
zoo_pid=$started
sleep 1 # for what the kernel adds by itself

# ---- Output that nobody takes.

for command in 'route -n' 'route -n6' 'route -nj' 'netstat -rn'; do
	ours $command >/dev/full 2>"$tmp/err"
	is "$command to a full device" "$? $(wc -l <"$tmp/err")" '2 1'
	ours $command >&- 2>"$tmp/err"
	is "$command to nowhere" "$? $(wc -l <"$tmp/err")" '2 1'
	is "$command to one who reads a line" "$(ours $command 2>&1 | head -n 1)" \
		"$(ours $command >"$tmp/whole"; head -n 1 "$tmp/whole")"
done

# ---- What it costs.

calls() # COMMAND ARG...
{
	in_net "$zoo_pid" strace -o "$tmp/strace" "$NETLET" "$@" >/dev/null 2>&1
	grep -cv -e '^exit' -e '^+++' "$tmp/strace"
}
cat >"$tmp/few" <<'END'
ip link set lo up
ip link add v0 type veth peer name v1
ip link set v0 up
ip addr add 10.0.0.1/24 dev v0
ip route add default via 10.0.0.2
END
start "$tmp/few"
few=$started
many=$zoo_pid
zoo_pid=$few

at_most "system calls of route -n, one interface" "$(calls route -n)" 11
zoo_pid=$many
at_most "system calls of route -n, three interfaces" "$(calls route -n)" 13

# ---- More interfaces than are remembered.

cat >"$tmp/wide" <<'END'
ip link set lo up
for i in $(seq 70); do echo "link add br$i type bridge
link set br$i up"; done | ip -batch -
for i in 1 2 3; do for j in $(seq 70); do echo "route add 10.$i.$j.0/24 dev br$j"; done; done | ip -batch -
END
start "$tmp/wide"
zoo_pid=$started
same_table route -n
same_table netstat -rn

# ---- A large table, and one that changes while it is read.

cat >"$tmp/large" <<'END'
ip link set lo up
ip link add v0 type veth peer name v1
ip link set v0 up
ip addr add 10.0.0.1/24 dev v0
awk 'BEGIN {
	for (i = 0; i < 50000; i++)
		printf "route add 10.%d.%d.%d/32 via 10.0.0.%d metric %d\n",
			1 + i / 65536, i / 256 % 256, i % 256, 2 + i % 250, i
}' | ip -batch -
END
start "$tmp/large"
zoo_pid=$started
is "there are many routes" "$(their cat /proc/net/route | wc -l)" 50002
same_table route -n
ours route -nj | jq length >"$tmp/ours"
is "JSON has them all" "$(cat "$tmp/ours")" 50001
peak=$helpers/peak
if [ ! -x "$peak" ] || [ -n "$(find tests/bench/peak.c -newer "$peak")" ]; then
	musl-gcc -static -O2 -o "$peak.$$" tests/bench/peak.c && mv "$peak.$$" "$peak"
fi
for command in 'route -n' 'route -nj' 'route -n --proc /proc' 'netstat -rn' 'route -nj --table all'; do
	their "$peak" -n 3 rows "$NETLET" $command >"$tmp/peak" 2>&1
	is "it ends well: $command" "$(awk '{ print $NF }' "$tmp/peak")" ok
	at_most "KB of $command" "$(awk '{ print $5 }' "$tmp/peak")" 400
done

cat >"$tmp/changing" <<'END'
ip link set lo up
ip link add v0 type veth peer name v1
ip link set v0 up
ip addr add 10.0.0.1/24 dev v0
awk 'BEGIN {
	for (i = 0; i < 2000; i++)
		print "route add 10.1." int(i / 256) "." i % 256 "/32 via 10.0.0.2"
}' | ip -batch -
END
start "$tmp/changing"
zoo_pid=$started
# blocks of routes come and go, before and behind those that stay
awk 'BEGIN {
	for (round = 0; round < 40; round++)
		for (del = 0; del < 2; del++)
			for (i = 0; i < 300; i++)
				print "route", del ? "del" : "add", "10." (round % 2 ? 0 : 2) "." \
					1 + int(i / 256) "." i % 256 "/32 via 10.0.0.3"
}' >"$tmp/changes"
: >"$tmp/wrong"
: >"$tmp/changed"
(while :; do their ip -force -batch "$tmp/changes"; done) >/dev/null 2>&1 &
changer=$!
for command in 'route -n' 'route -n --proc /proc' 'netstat -rn' 'route -nj'; do
	for try in 1 2 3 4 5 6 7 8 9 10; do
		ours $command >"$tmp/ours" 2>"$tmp/err"
		status=$?
		case $status:$(cat "$tmp/err") in
		'0:' | '2:'?*': routes: some changed while they were read') ;;
		*) echo "status $status: $(cat "$tmp/err")" ;;
		esac
		grep -c '10\.0\.0\.3' "$tmp/ours" >>"$tmp/changed"
		if [ "$command" = 'route -nj' ]; then
			jq -r '.[] | [.destination, .gateway, .iface] | join(" ")' "$tmp/ours"
		else
			awk 'NF > 7 && $2 ~ /^[0-9]/ { print $1, $2, $NF }' "$tmp/ours"
		fi >"$tmp/rows"
		# Those that stay are there, once each. The kernel continues its file at the number of a
		# row, whatever came and went before it, and so repeats rows and leaves out others.
		awk -v command="$command" '
			$1 ~ /^10\.1\./ && $2 == "10.0.0.2" && $3 == "v0" { seen[$1]++; next }
			$1 ~ /^10\.[02]\./ && $2 == "10.0.0.3" && $3 == "v0" { next }
			$0 == "10.0.0.0 0.0.0.0 v0" { next }
			{ print command ": " $0 }
			END {
				if (command ~ /--proc/)
					exit
				for (i in seen) {
					n++
					if (seen[i] != 1)
						print command ": " seen[i] " times " i
				}
				if (n != 2000)
					print command ": " n " of 2000 routes"
			}' "$tmp/rows"
	done >>"$tmp/wrong"
done
kill $changer
wait $changer 2>/dev/null
sort "$tmp/wrong" | uniq -c | sort -nr >"$tmp/why"
if [ -s "$tmp/why" ]; then
	not_ok "routes that stay are shown while others change" "$tmp/why"
else
	ok "routes that stay are shown while others change"
fi
is "others did change" "$(($(sort -u "$tmp/changed" | wc -l) > 5))" 1
done_testing
