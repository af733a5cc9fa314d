#!/bin/sh
# synwatch_block - blocks in floods: the offender is out, the client is served, and all goes by itself.
#
# A block is expected 3 s after the flood began: two samples of a second, the first of which begins
# after it, and a second for all else. The queue has to be full for most of a sample to be an old one.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
. tests/live/synwatch_lib.sh
. tests/live/synwatch_block_lib.sh
helper nonft tests/live/nonft.c

RATE=600 # SYN/s: as parts are side by side

# --list says what nft does.
lists_agree() # NAME
{
	synwatch --list >"$tmp/list"
	elements >"$tmp/elements"
	awk '$2 == "nft" { print $1, $3 }' "$tmp/list" | sort >"$tmp/listed"
	if [ -s "$tmp/elements" ] && [ "$(wc -l <"$tmp/list")" = "$(wc -l <"$tmp/elements")" ] &&
		paste -d ' ' "$tmp/listed" "$tmp/elements" |
			awk '$1 != $3 || $2 - $4 > 1 || $4 - $2 > 2 { bad = 1 } END { exit bad }'; then
		ok "$1: --list and nft agree"
	else
		cat "$tmp/list" "$tmp/elements" >"$tmp/why"
		not_ok "$1: --list and nft agree" "$tmp/why"
	fi
}

# A watch that is killed as soon as it has blocked SOURCE, which has a connection, too.
killed_watch() # NAME LISTENER SOURCE DESTINATION
{
	name=$1 source=$3 to=$4
	quiet_pair "$source"
	firewall
	serve "$2" 80 128
	in_net "$attacker" "$helpers/visit" "$to" 80 0 7 "$source" >"$tmp/held" 2>&1 &
	held=$!
	nsenter --net="/proc/$victim/ns/net" "$NETLET" synwatch -n --log --block --yes \
		--even-established --for 6 >"$tmp/log" 2>&1 &
	watch=$!
	sleep 0.7
	flood "$source" "$to" 80 $RATE $((RATE * 16))
	if until_line "$source.* blocked, for 6 s" "$tmp/log" 40; then
		kill -KILL $watch
		at=$(date +%s.%N)
		ok "$name: it is blocked"
	else
		at=$(date +%s.%N)
		kill -KILL $watch
		not_ok "$name: it is blocked" "$tmp/log"
	fi
	wait $watch 2>/dev/null
	# One sample more when the machine is slow.
	between "$name: it is blocked within 3 s" "$(echo "$at $(head -n 1 "$tmp/flood")" |
		awk '{ printf "%.1f", $1 - $2 }')" 0 4
	sleep 0.3
	is "$name: no half-open connection is left within a second" "$(half_open)" 0
	lists_agree "$name"
	before="$(segments) $(dropped) $(counter ListenDrops)"
	sleep 0.5
	after="$(segments) $(dropped) $(counter ListenDrops)"
	# Some segments are of the connection.
	if echo "$before $after" | awk '{ exit !($5 - $2 > 5 * ($4 - $1) && $5 - $2 > 100 && $3 == $6) }'; then
		ok "$name: nothing of it comes to the listener"
	else
		why "$name: nothing of it comes to the listener" \
			"segments, dropped, overruns: $before, later $after"
	fi
	is_served "$name" "$to"
	same "$name: other tables are as they were" "$tmp/firewall" - <<-END
	$(other_rules)
	END
	wait $held
	if awk '{ exit !($1 > 40 && $2 == $1) }' "$tmp/held"; then
		ok "$name: its established connection lives on"
	else
		not_ok "$name: its established connection lives on" "$tmp/held"
	fi
	for tenth in $(seq 60); do
		[ -n "$(elements)" ] || break
		sleep 0.1
	done
	between "$name: the block goes by itself after 6 s" "$(echo "$(date +%s.%N) $at" |
		awk '{ printf "%.1f", $1 - $2 }')" 5 7.5
	is "$name: and then --list has nothing" "$(synwatch --list)" ''
	sleep 0.5
	between "$name: and the flood is back" "$(half_open)" 64 129
	sleep 1
	synwatch -n --block --yes >"$tmp/out" 2>&1
	is "$name: status of a flood that is blocked" $? 2
	has "$name: a second run blocks it again" "^$source: [0-9]+ half-open: blocked, for 600 s" "$tmp/out"
	synwatch -n --block --yes >"$tmp/out" 2>&1
	is "$name: there are two rules after three runs" \
		"$(in_net "$victim" nft list table inet netlet | grep -c ' drop$')" 2
	synwatch --unblock "$source"
	is "$name: status of --unblock" $? 0
	is "$name: --unblock lifts it" "$(elements)$(synwatch --list)" ''
	synwatch --unblock "$source" >"$tmp/out" 2>&1
	is "$name: status of --unblock when it is not blocked" \
		"$? $(cat "$tmp/out")" "3 synwatch: $source: is not blocked"
	synwatch --unblock all
	is "$name: status of --unblock all" $? 0
	in_net "$victim" nft -s list ruleset >"$tmp/rules"
	same "$name: --unblock all leaves what was there before" "$tmp/firewall" "$tmp/rules"
	end $flood
	pair_end
}

ipv4()
{
	killed_watch IPv4 10.0.0.2 203.0.113.7 10.0.0.2
}

ipv6()
{
	killed_watch IPv6 fd00::2 2001:db8::7 fd00::2
}

mapped()
{
	killed_watch "IPv4 to a listener on both" :: 203.0.113.7 10.0.0.2
}

# $victim is a router now, before the machine $inner.
router_pair()
{
	quiet_pair
	cat >"$tmp/set-up" <<-END
	! grep -q eth0: /proc/net/dev
	ip link set lo up
	END
	start "$tmp/set-up"
	inner=$started
	{
		in_net "$victim" ip link add r0 type veth peer name i0 netns "$inner" &&
			in_net "$victim" ip addr add 10.1.0.1/24 dev r0 &&
			in_net "$victim" ip link set r0 up &&
			in_net "$inner" ip addr add 10.1.0.2/24 dev i0 &&
			in_net "$inner" ip link set i0 up &&
			in_net "$inner" ip route add default via 10.1.0.1 &&
			in_net "$attacker" ip route add 10.1.0.0/24 via 10.0.0.2 &&
			setting "$victim" net/ipv4/ip_forward 1 &&
			printf '%s\n' 'table inet mine {' 'chain f {' \
				'type filter hook forward priority 0' 'ct state established accept' '}' '}' |
			in_net "$victim" nft -f -
	} >"$tmp/why" 2>&1 || not_ok "a router is made" "$tmp/why"
	setting "$inner" net/ipv4/tcp_syncookies 1
	ready_in "$inner" serve 10.1.0.2 80 128
}

router()
{
	router_pair
	flood 203.0.113.7 10.1.0.2 80 $RATE $((RATE * 10))
	sleep 1.2
	is "a router has no half-open connection of its own" "$(half_open)" 0
	synwatch -n --block --yes --for 60 >"$tmp/out" 2>&1
	has "a router tells of the flood" '^flood, single source 203.0.113.7:' "$tmp/out"
	has "a router blocks it" '^203.0.113.7: [0-9]+ half-open: blocked, for 60 s' "$tmp/out"
	is "a router has what nft lists" "$(elements | awk '{ print $1, $3 }')" '203.0.113.7 60'
	before="$(segments "$inner") $(dropped)"
	sleep 0.5
	after="$(segments "$inner") $(dropped)"
	if echo "$before $after" | awk '{ exit !($3 == $1 && $4 - $2 > 100) }'; then
		ok "nothing of it comes to the machine behind the router"
	else
		why "nothing of it comes to the machine behind the router" \
			"segments, dropped: $before, later $after"
	fi
	in_net "$victim" conntrack -L -s 203.0.113.7 >"$tmp/tracked" 2>/dev/null
	# The kernel's table moves while it is read: one or the other of some hundred may be missed.
	at_most "the router has forgotten its half-open connections" "$(wc -l <"$tmp/tracked")" 3
	is_served "behind a router" 10.1.0.2
	end $flood $inner
	pair_end
}

# A route alone does not keep from a machine what is not for this one: that is told. With rp_filter it does.
router_route()
{
	router_pair
	flood 203.0.113.7 10.1.0.2 80 $RATE $((RATE * 16))
	sleep 1.2
	synwatch -n --log --block=route --yes >"$tmp/log" 2>&1 &
	watch=$!
	until_line 'do not go' "$tmp/log" 80
	has "a route on a router blocks" '203.0.113.7: [0-9]+ half-open: blocked, for 600 s$' "$tmp/log"
	has "a route on a router: that it does not help is told" \
		'203.0.113.7: [0-9]+ half-open: is blocked, but its connections do not go, for 5[0-9]+ s$' \
		"$tmp/log"
	end $watch
	setting "$victim" net/ipv4/conf/v0/rp_filter 1
	sleep 0.1
	before=$(segments "$inner")
	sleep 0.5
	is "a route on a router with rp_filter: nothing comes to the machine behind it" \
		"$(segments "$inner")" "$before"
	is_served "behind a router, by a route" 10.1.0.2
	end $flood $inner
	pair_end
}

two_at_once()
{
	quiet_pair
	serve :: 80 128
	flood 203.0.113.7 10.0.0.2 80 $RATE $((RATE * 14))
	sleep 1.2
	for run in 1 2 3; do
		synwatch -n --block --yes --for 90 >"$tmp/out.$run" 2>&1 &
		eval "run_$run=\$!"
	done
	statuses=
	for run in 1 2 3; do
		eval "wait \$run_$run"
		statuses="$statuses $?"
	done
	# Who looks after the block of another sees nobody any more.
	cat "$tmp"/out.[123] >"$tmp/out"
	has "one of three at once says it is blocked" \
		'^203.0.113.7: [0-9]+ half-open: blocked, for 90 s$' "$tmp/out"
	is "three at once: all see a flood" "$statuses" ' 2 2 2'
	is "three at once make one block" "$(elements | awk '{ print $1, $3 }')" '203.0.113.7 90'
	is "three at once make two rules" \
		"$(in_net "$victim" nft list table inet netlet | grep -c ' drop$')" 2
	synwatch --unblock all
	for time in 75:75 75s:75 2m:120 1h:3600; do
		sleep 1.2
		synwatch -n --block=nft --yes --for "${time%:*}" >"$tmp/out"
		is "--for ${time%:*}" "$(elements | awk '{ print $1, $3 }')" "203.0.113.7 ${time#*:}"
		synwatch --unblock all
	done
	end $flood
	pair_end
}

prefix() # NAME SOURCES DESTINATION SET FIRST
{
	quiet_pair
	serve :: 80 128
	flood "$2" "$3" 80 $RATE $((RATE * 12))
	sleep 1.2
	synwatch -n --block --yes >"$tmp/out" 2>&1
	has "$1: without --block-prefix" "^$2: [0-9]+ half-open: not blocked: a prefix \(--block-prefix\)$" \
		"$tmp/out"
	is "$1: nothing is blocked then" "$(elements)" ''
	synwatch -n --block --block-prefix --yes --for 60 >"$tmp/out" 2>&1
	has "$1: with --block-prefix" "^$2: [0-9]+ half-open: blocked, for 60 s" "$tmp/out"
	is "$1: nft has it" "$(in_net "$victim" nft -j list ruleset | jq -r '.nftables[].set |
		select(.) | "\(.name) \(.elem[]?.elem | "\(.val) \(.timeout)")"')" "$4 ${2%/*} 60"
	is "$1: --list has it" "$(synwatch --list | cut -d ' ' -f 1,2)" "$2 nft"
	is "$1: no half-open connection is left" "$(half_open)" 0
	before="$(segments) $(dropped)"
	sleep 0.5
	after="$(segments) $(dropped)"
	if echo "$before $after" | awk '{ exit !($3 == $1 && $4 - $2 > 100) }'; then
		ok "$1: nothing of it comes to the listener"
	else
		why "$1: nothing of it comes to the listener" \
			"segments, dropped: $before, later $after"
	fi
	is_served "$1" "$3"
	synwatch --unblock "$2"
	is "$1: it is lifted" "$? $(elements)" '0 '
	end $flood
	pair_end
}

prefix4()
{
	prefix "a /24" 203.0.113.0/24 10.0.0.2 blocked4_24
}

prefix6()
{
	prefix "a /64" 2001:db8:1:2::/64 fd00::2 blocked6_64
}

cookies()
{
	quiet_pair
	serve :: 80 128
	flood 1.0.0.0/1 10.0.0.2 80 $RATE $((RATE * 16))
	sleep 1.2
	visit 10.0.0.2 80 3 1 >"$tmp/visit"
	is "a spread flood: the client is not served" "$(cut -d ' ' -f 2 "$tmp/visit")" 0
	synwatch -n --block --cookies >"$tmp/out"
	has "a spread flood: cookies without --yes" '^tcp_syncookies would be set to 1, with --yes' "$tmp/out"
	is "a spread flood: they stay off" "$(in_net "$victim" cat /proc/sys/net/ipv4/tcp_syncookies)" 0
	synwatch -n --block --cookies --yes >"$tmp/out"
	has "a spread flood: cookies" '^tcp_syncookies is 1 now' "$tmp/out"
	has "a spread flood: nobody is blocked" '^flood, spread:' "$tmp/out"
	is "a spread flood: there is no table" "$(in_net "$victim" nft list ruleset)" ''
	is "a spread flood: they are on" "$(in_net "$victim" cat /proc/sys/net/ipv4/tcp_syncookies)" 1
	is_served "a spread flood with cookies" 10.0.0.2
	setting "$victim" net/ipv4/tcp_syncookies 2
	synwatch -n --cookies --yes >"$tmp/out"
	is "a spread flood: 2 stays 2" "$(in_net "$victim" cat /proc/sys/net/ipv4/tcp_syncookies)" 2
	end $flood
	pair_end
}

# By routes the connections that stand go when their time has come: after some seconds.
by_routes() # NAME FAMILIES-SOURCE DESTINATION HOW [AROUND...]
{
	name=$1 source=$2 to=$3 how=$4
	shift 4
	quiet_pair
	serve :: 80 128
	in_net "$victim" ip route add blackhole 198.51.100.0/24
	flood "$source" "$to" 80 $RATE $((RATE * 24))
	sleep 1.2
	in_net "$victim" "$@" timeout 20 "$NETLET" synwatch -n $how --yes --for 8 >"$tmp/out" 2>&1
	is "$name: status" $? 2
	at=$(date +%s.%N)
	has "$name: it is blocked" "^$source: [0-9]+ half-open: blocked, for 8 s" "$tmp/out"
	is "$name: there is a route" "$(blackholes | tr '\n' ' ')" "$(printf '%s\n' 198.51.100.0/24 "$source" |
		sort | tr '\n' ' ')"
	is "$name: there is no table" "$(in_net "$victim" nft list ruleset)" ''
	has "$name: --list has it" "^$source route [789] s left" - <<-END
	$(synwatch --list)
	END
	for tenth in $(seq 40); do
		[ "$(half_open)" -gt 0 ] || break
		sleep 0.1
	done
	is "$name: no half-open connection is left after 4 s" "$(half_open)" 0
	is_served "$name" "$to"
	sleep "$(echo "$at $(date +%s.%N)" | awk '{ n = 9.5 - ($2 - $1); print (n > 0 ? n : 0) }')"
	is "$name: a route is not a block any more after its time" \
		"$(synwatch --list)" ''
	is "$name: the next start has removed it" "$(blackholes)" 198.51.100.0/24
	# Somebody watches: it ends without a new start. And the flood comes back.
	in_net "$victim" "$@" timeout -s INT 9 "$NETLET" synwatch -n --log $how --yes --for 2 >"$tmp/log" 2>&1
	has "$name: a watch tells of the end" "$source: is blocked no more" "$tmp/log"
	is "$name: a watch blocks it again" "$(($(grep -c "$source.*: blocked, for 2 s" "$tmp/log") > 1))" 1
	# Two that block at once in different seconds make two routes.
	synwatch --unblock all
	is "$name: --unblock all" "$(blackholes)" 198.51.100.0/24
	for metric in 4000000000 4000000001; do
		in_net "$victim" ip route add blackhole "$source" metric $metric proto 83
	done
	synwatch --unblock "$source"
	is "$name: --unblock lifts two routes" "$? $(blackholes)" '0 198.51.100.0/24'
	end $flood
	pair_end
}

routes4()
{
	by_routes "IPv4 by routes" 203.0.113.7 10.0.0.2 --block=route
}

routes6()
{
	by_routes "IPv6 by routes" 2001:db8::7 fd00::2 --block=route
}

no_nft()
{
	by_routes "without nftables" 203.0.113.7 10.0.0.2 --block "$helpers/nonft" 93
}

for one in ${ONLY:-ipv4 ipv6 mapped router router_route two_at_once prefix4 prefix6 cookies routes4 routes6 no_nft}; do
	part $one
done
done_parts
