#!/bin/sh
# synwatch_floods - every kind of SYN flood, with every tcp_syncookies and with a small and a large
# backlog: the verdict, its kind, the listener, and who it is.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
. tests/live/synwatch_lib.sh

# A name, the address listened at, the sources, where they send to; what is to be seen: kinds, who
# is named, the first rows of the table of sources.
kinds()
{
	cat <<-END
	single-source 0.0.0.0 203.0.113.7 10.0.0.2 single_source 203.0.113.7 203.0.113.7
	five-sources 0.0.0.0 $five 10.0.0.2 few_sources any $five
	one-/24 0.0.0.0 203.0.113.0/24 10.0.0.2 one_prefix 203.0.113.0/24 any
	random-sources 0.0.0.0 0.0.0.0/0 10.0.0.2 spread any any
	IPv6-source :: 2001:db8::7 fd00::2 single_source 2001:db8::7 2001:db8::7
	one-/64 :: 2001:db8:1:2::/64 fd00::2 one_prefix 2001:db8:1:2::/64 any
	half-single-half-random 0.0.0.0 203.0.113.7,0.0.0.0/1 10.0.0.2 $half 203.0.113.7 203.0.113.7
	IPv4-at-a-listener-of-both :: 203.0.113.7 10.0.0.2 single_source 203.0.113.7 203.0.113.7
	senders-that-answer-RST 0.0.0.0 10.0.0.1 10.0.0.2 elevated any any
	END
}
five=100.64.3.2,192.0.2.9,198.18.0.7,198.51.100.1,203.0.113.7
half=single_source,few_sources # half, more or less

# What of the samples in $tmp/samples is wrong. They count from the first that began after the flood
# did; one without a flood may be before the others, and one more when the sender was slow.
#
# With tcp_syncookies=2 nobody half-open is kept: there is no kind, and no listener to be told.
wrong() # KINDS WHO SOURCES LISTENER COOKIES
{
	jq -rs --argjson began "$(head -n 1 "$tmp/flood")" --arg slow "$(sed -n 2p "$tmp/flood")" \
		--arg kinds "$1" --arg who "$2" --arg sources "$3" --arg at "$4" --arg cookies "$5" \
		--arg verdict "$verdict" '
		def told: "\(.verdict), \(.kind) \(.worst_source): \(.reason)";
		[range(1; length) as $i | select(.[$i - 1].timestamp >= $began) | .[$i]] as $all |
		($all | if $slow == "slow" then .[2:] else .[1:] end) as $late |
		($sources | split(",")) as $first |
		(if $late == [] then "no samples" else empty end),
		($all[] | select(.verdict == "calm") | told),
		($late[] | select(.verdict != $verdict) | told),
		($late[] | select($verdict == "elevated" and .kind) | told),
		($all[] | select(.verdict == "flood") |
			if $cookies == "2" then
				select(.kind or .worst_source) | told
			else
				(select(.kind | gsub(" "; "_") | inside($kinds) | not) | told),
				(select($who != "any" and .worst_source != $who) | told),
				(select(.listeners[0].listener != $at) | .listeners[0]),
				(select($sources != "any" and
					([.sources[:$first | length][].source] | sort) != $first) |
					.sources[:5]),
				(select(.kind == ("single source", "one prefix") and
					(.reason | test("^[0-9]+ of [0-9]+ half-open, ") | not)) |
					.reason),
				(select(.kind == "one prefix" and .prefixes[0].prefix != $who) |
					.prefixes[0])
			end)' "$tmp/samples" 2>&1
}

samples() # COUNT: waits until there are so many
{
	for tenth in $(seq $((10 * $1 + 50))); do
		[ "$(wc -l <"$tmp/samples")" -lt "$1" ] || return 0
		sleep 0.1
	done
}

# A listener on port 80 under flood, beside one that has peace; $tmp/samples is what synwatch said.
# The flood begins somewhere in a sample.
watched() # COOKIES BACKLOG LISTEN SOURCES DESTINATION RATE SAMPLES
{
	pair
	setting "$victim" net/ipv4/tcp_syncookies "$1"
	setting "$victim" net/ipv4/tcp_synack_retries "${retries:-5}"
	serve "$3" 70 128
	peace=$server
	serve "$3" 80 "$2"
	: >"$tmp/samples"
	nsenter --net="/proc/$victim/ns/net" timeout 30 "$NETLET" synwatch -w -j >"$tmp/samples" &
	watching=$!
	sleep "0.$(date +%N | cut -c 1)"
	flood "$4" "$5" 80 "$6" "$(($6 * ($7 + 5)))"
	samples "$7"
	# It tells that it was slow when it is ended.
	kill "$flood"
	wait "$flood"
	[ "$(sed -n 2p "$tmp/flood")" != slow ] || samples "$(($7 + 1))"
	end $watching $server $peace
	pair_end
}

third_of_kinds() # 0, 1 or 2: they are at work side by side
{
	n=0
	kinds >"$tmp/kinds"
	while read -r name listen sources to kinds who rows <&3; do
		for setting in 0/128 0/4096 1/128 1/4096 2/128 2/4096; do
			n=$((n + 1))
			[ $(((n + n / 3) % 3)) -eq "$1" ] || continue
			watched "${setting%/*}" "${setting#*/}" "$listen" "$sources" "$to" 3000 3
			verdict=flood
			# With tcp_syncookies=2 no counter tells that the cookies were refused.
			case $kinds/$setting in
			elevated/[01]/*) verdict=elevated ;;
			esac
			at=$listen
			[ $at != :: ] || at='[::]'
			is "$name, tcp_syncookies/backlog $setting" \
				"$(wrong "$kinds" "$who" "$rows" "$at:80" "${setting%/*}")" ""
		done
	done 3<"$tmp/kinds"
}

first()
{
	third_of_kinds 0
}

second()
{
	third_of_kinds 1
}

third()
{
	third_of_kinds 2
}

# 40 a second from everywhere. They are elevated as soon as they are seen, and a flood when the small
# queue has filled and a quarter of it is older than three seconds; the large one they never fill,
# and with tcp_syncookies=2 only the counters tell of them.
slow()
{
	watched "$1" "$2" 0.0.0.0 20.0.0.0/8 10.0.0.2 40 10
	jq -rs --argjson began "$(head -n 1 "$tmp/flood")" '
		[range(1; length) as $i | select(.[$i - 1].timestamp >= $began) | .[$i] |
			"\(.verdict) \(.kind)"] | join("\n")' "$tmp/samples" | uniq >"$tmp/said"
	case $1/$2 in
	[01]/128) expected='elevated spread, flood spread' ;;
	[01]/4096) expected='elevated spread' ;;
	2/*) expected='elevated null' ;;
	esac
	is "slow, tcp_syncookies/backlog $1/$2" "$(paste -sd , "$tmp/said" | sed 's/,/, /g')" "$expected"
	is "slow, tcp_syncookies/backlog $1/$2: never calm with 16 half-open" "$(jq -c '
		select(.verdict == "calm" and .half_open >= 16)' "$tmp/samples")" ""
}

# Half-open connections that last for a second only.
brief()
{
	retries=0
	for cookies in 0 1; do
		watched $cookies 128 0.0.0.0 203.0.113.7 10.0.0.2 2000 3
		verdict=flood
		is "short-lived, tcp_syncookies=$cookies" \
			"$(wrong single_source 203.0.113.7 203.0.113.7 0.0.0.0:80 $cookies)" ""
	done
}

for cookies in 0 1 2; do
	for backlog in 128 4096; do
		eval "slow_${cookies}_$backlog() { slow $cookies $backlog; }"
		slows="$slows slow_${cookies}_$backlog"
	done
done
for test in first second third brief $slows; do
	part $test
done
done_parts
