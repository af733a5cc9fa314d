#!/bin/sh
# routes_json - tables by name and number, and every route of `ip route` as JSON.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
need ip jc jq mount route
helper nonetlink tests/live/nonetlink.c

start "$tmp/ordinary"
zoo_pid=$started
sleep 1 # for what the kernel adds by itself
their sh -e "$tmp/more" >"$tmp/why" 2>&1 || not_ok "routes are made" "$tmp/why"

# ---- Tables.

cat >"$tmp/rt_tables" <<'END'
# as iproute2 has it
255	local
254	main
100	isp1	# the first one
	 101 isp2
4294967294 last
nonsense
70000 later
END
cat >"$tmp/tabled" <<END
mkdir -p "$tmp/iproute2" && cp /etc/iproute2/* "$tmp/iproute2" 2>/dev/null
cp "$tmp/rt_tables" "$tmp/iproute2"
[ -d /etc/iproute2 ] || mkdir /etc/iproute2
mount --bind "$tmp/iproute2" /etc/iproute2 || exit 99
exec "\$@"
END
around="unshare --mount sh $tmp/tabled"
cat >"$tmp/isp1" <<'END'
Kernel IP routing table 100
Destination     Gateway         Genmask         Flags Metric Ref    Use Iface
0.0.0.0         10.0.0.2        0.0.0.0         UG    0      0        0 v0
10.5.0.0        10.0.0.2        255.255.0.0     UG    0      0        0 v0
10.5.6.0        -               255.255.255.0   !B    0      -        0 -
END
cat >"$tmp/isp1.6" <<'END'
Kernel IPv6 routing table 100
Destination                    Next Hop                   Flag Met Ref  Use If
2001:db8:c::/48                ::                         !T   1024 -      - lo
2001:db8:e::/48                2001:db8::2                UG   1024 -      - v0
2001:db8:f::/48                ::                         !    1024 -      - lo
END
cat "$tmp/isp1" "$tmp/isp1.6" >"$tmp/isp1.46"
for table in isp1 100; do
	ours route -n --table $table >"$tmp/ours" 2>&1
	same "--table $table" "$tmp/isp1" "$tmp/ours"
	ours route -n6 --table=$table >"$tmp/ours" 2>&1
	same "-6 --table $table" "$tmp/isp1.6" "$tmp/ours"
	ours route -n46 --table $table >"$tmp/ours" 2>&1
	same "-46 --table $table" "$tmp/isp1.46" "$tmp/ours"
done
sed 's/table 100/table 4294967294/; 3,$d' "$tmp/isp1" >"$tmp/wanted"
echo '0.0.0.0         -               0.0.0.0         !     9      -        0 -' >>"$tmp/wanted"
for table in last 4294967294; do
	ours route -n --table $table >"$tmp/ours" 2>&1
	same "--table $table" "$tmp/wanted" "$tmp/ours"
done
for table in main 254; do
	ours route -n | sed '1s/$/ main/' >"$tmp/wanted"
	ours route -n --table $table >"$tmp/ours" 2>&1
	same "--table $table is what there is without" "$tmp/wanted" "$tmp/ours"
done
for table in later isp2 102; do
	ours route -n --table $table >"$tmp/ours" 2>"$tmp/err"
	is "--table $table, which is not there" "$? $(cat "$tmp/ours" "$tmp/err")" \
		'2 route: --table: there is no such table'
done
for table in unknown nonsense isp 0 -1 4294967296 100x; do
	ours route -n "--table=$table" >"$tmp/ours" 2>"$tmp/err"
	is "--table=$table" "$? $(wc -c <"$tmp/ours") $(head -n 1 "$tmp/err")" \
		"2 0 route: --table $table: no name and no number of a table"
done
around=
ours route -n46 --table all >"$tmp/ours" 2>&1
is "status of --table all" $? 0
is "--table all: a heading for each" "$(sed -n 's/^Kernel \(.*\) routing table /\1 /p' "$tmp/ours" |
	sort | xargs)" 'IP 100 IP 4294967294 IP local IP main IPv6 100 IPv6 local IPv6 main'
for family in 4 6; do
	for table in 100 main local; do
		ours route -n$family --table $table
	done >"$tmp/wanted"
	[ $family = 6 ] || ours route -n --table 4294967294 >>"$tmp/wanted"
	ours route -n$family --table all >"$tmp/ours"
	sort "$tmp/wanted" >"$tmp/wanted.sorted"
	sort "$tmp/ours" >"$tmp/ours.sorted"
	same "--table all is all tables, -$family" "$tmp/wanted.sorted" "$tmp/ours.sorted"
done
for args in '--table all' '--table main' '-6 --table 100' '-6 --table all'; do
	in_net "$zoo_pid" "$helpers/nonetlink" 1 "$NETLET" route -n $args >"$tmp/ours" 2>"$tmp/err"
	is "$args without netlink" "$? $(wc -c <"$tmp/ours") $(wc -l <"$tmp/err")" '2 0 1'
done

# ---- JSON has every route of `ip route`, and no other.

# What both say in one form; ip leaves out what is nothing, and has names of tables that are numbers here.
both='
	def table: { "254": "main", "255": "local", "253": "default" }[tostring] // tostring;
	def hop: { gateway, dev, weight };
	def theirs:
		{ dst: (if .dst == "default" then "any/0" else .dst end), from: (.from // "all"),
		  table: (.table // "main"), type, protocol, scope, metric: (.metric // 0),
		  prefsrc, expires, tos: (.tos // "0"),
		  metrics: (.metrics // [{}] | add),
		  hops: [(.nexthops // [. + { weight: 1 }])[] |
			.gateway |= (. // null) | .gateway = (.gateway // .via.host) | hop] };
	def ours:
		(if .family == "inet6" then 128 else 32 end) as $bits |
		(.destination | sub("/.*"; "")) as $to |
		{ dst: (if .prefix_length == 0 then "any/0"
			elif .prefix_length == $bits then $to
			else "\($to)/\(.prefix_length)" end),
		  from: (.source // "all"),
		  table: (.table | table), type, protocol, scope, metric,
		  prefsrc: .preferred_source, expires, tos: (if .tos == 0 then "0" else "0x\(.tos)" end),
		  metrics: (.metrics | del(.lock) |
			if .rtt then .rtt |= . / 8 else . end),
		  hops: [.next_hops[] | { gateway, dev: .iface, weight }] };'
for family in 4 6; do
	for try in 1 2 3; do # the seconds of expires
		their ip -j -d -$family route show table all >"$tmp/theirs"
		ours route -nj$family --table all >"$tmp/ours" 2>"$tmp/err"
		jq -c "$both .[] | theirs" "$tmp/theirs" | sed 's/"0x10"/"0x16"/' | sort >"$tmp/wanted"
		jq -c "$both .[] | ours" "$tmp/ours" | sort >"$tmp/got"
		! cmp -s "$tmp/wanted" "$tmp/got" || break
	done
	is "ip -$family route has more than a few" "$(($(wc -l <"$tmp/wanted") > 20))" 1
	same "JSON beside ip -$family -d route show table all" "$tmp/wanted" "$tmp/got"
	is "nothing on stderr" "$(cat "$tmp/err")" ''
	is "the order is ip's, too" "$(jq -r '.[].prefix_length' "$tmp/ours" | cksum)" \
		"$(jq -r ".[].dst | if . == \"default\" then 0 elif test(\"/\") then sub(\".*/\"; \"\")
			else $((family == 4 ? 32 : 128)) end" "$tmp/theirs" | cksum)"
done
is "expires, weights, metrics and sources were among them" "$(their ip -j -d route show table all |
	jq -c '[any(.[]; .prefsrc), any(.[]; .metrics), any(.[]; .nexthops | arrays | .[].weight == 256)]
	') $(their ip -6 -j -d route show table all | jq -c '[any(.[]; .expires), any(.[]; .from)]')" \
	'[true,true,true] [true,true]'
# without --table: main, and of IPv6 all
ours route -nj >"$tmp/ours"
ours route -nj --table main >"$tmp/wanted"
same "route -j is the main table" "$tmp/wanted" "$tmp/ours"
ours route -nj6 >"$tmp/ours"
ours route -nj6 --table all >"$tmp/wanted"
same "route -j6 is every table" "$tmp/wanted" "$tmp/ours"
ours netstat -rnj46 | sed 's/"route_flags"/"flags"/g' >"$tmp/ours"
ours route -nj46 >"$tmp/wanted"
same "netstat -rj is route -j" "$tmp/wanted" "$tmp/ours"

# Beside jc, whose rows are net-tools'; without netlink, so that the rows are the same.
agree='def same: . as [$t, $o] | [$t | keys[] | select(. != "flags_pretty" and . != "route_flags_pretty")] |
		all(. as $k | $t[$k] == ($o[$k] | if . == null and $t[$k] == "-" then "-" else . end));
	if ($jc | length) != ($ours | length) or $jc == [] then "rows: \($jc | length), ours \($ours | length)"
	else [$jc, $ours] | transpose[] | select(same | not) | tojson end'
odd='10\.6\.|10\.7\.|10\.9\.' # see above
beside_jc() # COMMAND ARG...
{
	their "$@" | grep -vE "^($odd)" >"$tmp/rows"
	jc --$1 <"$tmp/rows" | sed "$rename" >"$tmp/jc.json" 2>"$tmp/why"
	in_net "$zoo_pid" "$helpers/nonetlink" 1 "$NETLET" "$@" -j 2>&1 | grep -vE "\"($odd)" |
		tr -d '\n' | sed 's/,*\]*$/]/; s/^\[*/[/' >"$tmp/ours.json"
	jq -rn --argjson jc "$(cat "$tmp/jc.json")" --argjson ours "$(cat "$tmp/ours.json")" \
		"$agree" >"$tmp/why" 2>&1
	if [ -s "$tmp/why" ]; then
		not_ok "JSON of $* beside jc" "$tmp/why"
	else
		ok "JSON of $* beside jc"
	fi
}
# jc calls the same column ref with one program and route_refs with the other, and takes words for
# numbers in some
rename='s/"route_refs"/"ref"/g'
beside_jc route -n
beside_jc route -ne
beside_jc netstat -rn

# The same on saved machines, in one go.
for root in dotnet-le hotsos-k8s hotsos-vault jc-ubuntu jackpal-routes koding-routes kubernetes-routes \
	walinuxagent-routes walinuxagent-routes-sriov; do
	unshare --mount sh -c 'mount --bind "$1" /proc && exec route -n' - tests/roots/$root/proc
	"$NETLET" route -nj --proc tests/roots/$root/proc >>"$tmp/saved.json"
done | sed '3,$ { /^Kernel/d; /^Destination/d; }' >"$tmp/rows"
jc --route <"$tmp/rows" >"$tmp/jc.json"
is "saved machines have routes" "$(($(jq length "$tmp/jc.json") > 30))" 1
jq -s add "$tmp/saved.json" >"$tmp/ours.json"
jq -rn --argjson jc "$(cat "$tmp/jc.json")" --argjson ours "$(cat "$tmp/ours.json")" "$agree" \
	>"$tmp/got" 2>&1
: >"$tmp/wanted"
same "JSON of saved machines beside jc" "$tmp/wanted" "$tmp/got"

done_testing
