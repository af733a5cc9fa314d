#!/bin/sh
# synwatch_calm - what looks like a SYN flood and is none: many clients, far ones, clients with a lossy
# line, a program that does not accept; with every tcp_syncookies, and a small and a large backlog.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
. tests/live/synwatch_lib.sh

# Clients of ADDRESS:80 for four seconds, as `visit` has them: verdicts in $tmp/verdicts, each once;
# what the clients say in $tmp/visit.
visited() # ADDRESS RATE
{
	nsenter --net="/proc/$victim/ns/net" timeout 30 "$NETLET" synwatch -w -j >"$tmp/samples" &
	watching=$!
	sleep "0.$(date +%N | cut -c 1)"
	visit "$1" 80 "$2" 4 >"$tmp/visit"
	end $watching
	jq -r .verdict "$tmp/samples" | sort -u >"$tmp/verdicts"
}

never_a_flood() # NAME
{
	if ! grep -qx 'calm\|elevated' "$tmp/verdicts"; then
		why "$1: there are samples" "none"
	elif grep -qvx 'calm\|elevated' "$tmp/verdicts"; then
		jq -r '"\(.verdict): \(.reason)"' "$tmp/samples" >"$tmp/why"
		not_ok "$1: never a flood" "$tmp/why"
	else
		ok "$1: never a flood"
	fi
}

served() # NAME LEAST: per cent of the clients
{
	read -r tried served longest <"$tmp/visit"
	between "$1: clients are served" $((100 * ${served:-0} / ${tried:-1})) "$2" 100
}

mostly_calm() # NAME
{
	jq -s 'map(.verdict == "calm") | (map(select(.)) | length) * 2 > length' "$tmp/samples" \
		>"$tmp/mostly"
	is "$1: mostly calm" "$(cat "$tmp/mostly")" true
}

burst()
{
	visited 10.0.0.2 1000
	never_a_flood "1,000 clients a second, $1"
	mostly_calm "1,000 clients a second, $1"
	served "1,000 clients a second, $1" 95
}

away()
{
	far 200 0
	visited 10.9.0.2 200
	never_a_flood "clients 400 ms away, $1"
	served "clients 400 ms away, $1" 95
	# More than the small backlog holds: without cookies some have to come again.
	visited 10.9.0.2 600
	never_a_flood "many clients 400 ms away, $1"
	served "many clients 400 ms away, $1" 20
	end $line
}

lossy()
{
	far 0 10
	visited 10.9.0.2 200
	never_a_flood "clients that lose 10 %, $1"
	served "clients that lose 10 %, $1" 70
	end $line
}

# A queue of 4,096 that is full of connections takes more of them.
mute()
{
	end $server
	serve :: 80 ${1#*/} mute
	visited 10.0.0.2 $((${1#*/} > 128 ? 2000 : 400))
	never_a_flood "a program that does not accept, $1"
	is "a program that does not accept, $1: nobody is served" "$(cut -d ' ' -f 2 "$tmp/visit")" 0
	is "a program that does not accept, $1: it is named in the end, and nobody else" "$(tail -n 1 "$tmp/samples" |
		jq -r '"\(.verdict) \(.kind) \(.worst_source) \(.reason | sub(",.*"; ""))"')" \
		"elevated null null the program on [::]:80 does not accept"
}

calm() # COOKIES/BACKLOG
{
	pair
	setting "$victim" net/ipv4/tcp_syncookies "${1%/*}"
	serve :: 80 "${1#*/}"
	burst "$1"
	away "$1"
	lossy "$1"
	mute "$1"
	pair_end
}

for cookies in 0 1 2; do
	for backlog in 128 4096; do
		eval "calm_${cookies}_$backlog() { calm $cookies/$backlog; }"
		part calm_${cookies}_$backlog
	done
done
done_parts
