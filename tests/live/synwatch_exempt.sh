#!/bin/sh
# synwatch_exempt - who is never blocked, whatever comes in their name.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
. tests/live/synwatch_lib.sh
. tests/live/synwatch_block_lib.sh
helper noroute tests/live/noroute.c

RATE=600 # SYN/s: as parts are side by side

# A sample of synwatch --block --yes ARG... in $tmp/out, of a flood that has stood for a second.
run_in_flood() # SOURCE DESTINATION [ARG...]
{
	from=$1 to=$2
	shift 2
	flood "$from" "$to" 80 $RATE $((RATE * 12))
	sleep 1.2
	in_net "$victim" $around timeout 20 "$NETLET" synwatch -n --block --yes "$@" >"$tmp/out" 2>&1
	status=$?
	end $flood
	forget
}

# The listener forgets who is half-open.
forget()
{
	end $server
	serve :: 80 128
}

nobody() # NAME: is blocked
{
	is "$1: nobody is blocked" "$(elements)$(blackholes)" ''
}

spared() # NAME SOURCE DESTINATION REASON [ARG...]
{
	name=$1 source=$2 to=$3 reason=$4
	shift 4
	run_in_flood "$source" "$to" "$@"
	is "$name: it is a flood" $status 2
	is "$name: the reason is given in one line" \
		"$(grep "^$source: " "$tmp/out" | sed 's/ [0-9]* half-open/ N half-open/')" \
		"$source: N half-open: not blocked: $reason"
	nobody "$name"
}

# So that each of these can fail: the same flood, and no reason.
struck() # NAME SOURCE DESTINATION [ARG...]
{
	name=$1 source=$2
	shift
	run_in_flood "$@"
	has "$name: it is blocked" "^$source: [0-9]+ half-open: blocked, for 600 s" "$tmp/out"
	is "$name: nft has it" "$(elements | cut -d ' ' -f 1)" "$source"
	synwatch --unblock all
}

# A machine that takes packets in its own name, too.
martians()
{
	for name in all v0 lo; do
		setting "$victim" net/ipv4/conf/$name/accept_local 1
		setting "$victim" net/ipv4/conf/$name/route_localnet 1
	done
}

own()
{
	quiet_pair
	serve :: 80 128
	martians
	in_net "$victim" ip addr add 203.0.113.9 dev lo
	in_net "$victim" ip route add local 198.51.100.0/24 dev lo table 77
	in_net "$victim" ip route add local 198.51.100.0/24 dev lo
	# They answer with RST: it has to be kept from them.
	printf '%s\n' 'table inet hold {' 'chain in {' 'type filter hook prerouting priority -310' \
		'tcp flags & (syn | ack) == (syn | ack) drop' '}' '}' | in_net "$victim" nft -f -
	spared "an own address" 203.0.113.9 10.0.0.2 "an address of this machine"
	spared "an address of an own network" 198.51.100.77 10.0.0.2 "an address of this machine"
	spared "the own address on the line" 10.0.0.2 10.0.0.2 "an address of this machine"
	spared "loopback" 127.0.0.9 10.0.0.2 loopback
	here=$attacker attacker=$victim
	spared "IPv6 loopback" ::1 ::1 loopback
	attacker=$here
	around="$helpers/noroute 1"
	spared "an own address, when routes cannot be read" 203.0.113.9 10.0.0.2 \
		"Try again"
	is "it is said once" "$(grep -c rtnetlink "$tmp/out")" 1
	around=
	pair_end
}

# The kernel takes no packet that comes from one: only a prefix has some in it.
multicast()
{
	quiet_pair
	serve :: 80 128
	run_in_flood 198.51.100.0/24 10.0.0.2 --block-prefix --prefix4 2
	has "a prefix with multicast in it" \
		'^192.0.0.0/2: [0-9]+ half-open: not blocked: multicast$' "$tmp/out"
	nobody "a prefix with multicast in it"
	run_in_flood 9000:1::/48 fd00::2 --block-prefix --prefix6 1
	has "an IPv6 prefix with multicast in it" \
		'^8000::/1: [0-9]+ half-open: not blocked: multicast$' "$tmp/out"
	nobody "an IPv6 prefix with multicast in it"
	run_in_flood 224.0.0.5 10.0.0.2
	nobody "a flood from multicast"
	pair_end
}

gateways()
{
	quiet_pair 10.0.0.77 fd00::77
	serve :: 80 128
	in_net "$victim" ip route add 198.51.100.0/24 via 10.0.0.77
	in_net "$victim" ip -6 route add 2001:db8:7::/48 via fd00::77 table 100
	spared "a gateway" 10.0.0.77 10.0.0.2 "a gateway of this machine"
	spared "the default gateway" 10.0.0.1 10.0.0.2 "a gateway of this machine"
	spared "an IPv6 gateway" fd00::77 fd00::2 "a gateway of this machine"
	struck "a neighbour" 10.0.0.78 10.0.0.2
	in_net "$victim" ip route change 198.51.100.0/24 nexthop via 10.0.0.79 nexthop via 10.0.0.78
	spared "a gateway of a route with two" 10.0.0.78 10.0.0.2 "a gateway of this machine"
	run_in_flood 10.0.0.0/24 10.0.0.2 --block-prefix
	has "a prefix with a gateway in it" \
		'^10.0.0.0/24: [0-9]+ half-open: not blocked: a[n]? (gateway|address) of this machine$' "$tmp/out"
	nobody "a prefix with a gateway in it"
	pair_end
}

# /etc/resolv.conf is this test's own.
name_servers()
{
	quiet_pair
	serve :: 80 128
	printf '%s\r\n' '# a comment' 'nameserver 203.0.113.53 ' >"$tmp/resolv.conf"
	printf '%s\n' 'search example.net' ' nameserver	2001:db8::53' 'nameserver fe80::1%v0' \
		'nameserver ::ffff:198.51.100.53' >>"$tmp/resolv.conf"
	cat >"$tmp/with" <<-END
	mount --bind "$tmp/resolv.conf" "\$(readlink -f /etc/resolv.conf)" || exit 99
	exec "\$@"
	END
	around="unshare --mount sh $tmp/with"
	spared "a name server" 198.51.100.53 10.0.0.2 "a name server of this machine"
	spared "an IPv6 name server" 2001:db8::53 fd00::2 "a name server of this machine"
	spared "a name server of a line with CRLF" 203.0.113.53 10.0.0.2 "a name server of this machine"
	around=
	struck "what is no name server" 198.51.100.53 10.0.0.2
	pair_end
}

sessions()
{
	quiet_pair 203.0.113.9 2001:db8::9
	serve :: 80 128
	printf "%s\n" "export SSH_CONNECTION=\"203.0.113.8 4711 10.0.0.2 22\"" "exec \"\$@\"" >"$tmp/ssh"
	around="sh $tmp/ssh"
	spared "the peer of SSH_CONNECTION" 203.0.113.8 10.0.0.2 "somebody is logged in from there"
	around="env SSH_CONNECTION=2001:db8::8%v0"
	spared "an IPv6 peer of SSH_CONNECTION" 2001:db8::8 fd00::2 "somebody is logged in from there"
	around="env SSH_CONNECTION="
	struck "an empty SSH_CONNECTION" 203.0.113.8 10.0.0.2
	around=
	web=$server
	serve :: 22 128
	ssh=$server server=$web
	for who in 203.0.113.9 2001:db8::9; do
		case $who in *:*) to=fd00::2 ;; *) to=10.0.0.2 ;; esac
		in_net "$attacker" "$helpers/visit" $to 22 0 6 $who >"$tmp/held" 2>&1 &
		held=$!
		spared "$who, connected to port 22" $who $to "somebody is logged in from there" \
			--even-established
		wait $held
		has "$who was connected" '^[1-9][0-9]+ ' "$tmp/held"
		struck "$who, not connected any more" $who $to
	done
	end $ssh
	pair_end
}

established()
{
	quiet_pair 203.0.113.9 2001:db8::9
	serve :: 80 128
	web=$server
	serve :: 8080 128
	other=$server server=$web
	for who in 203.0.113.9 2001:db8::9; do
		case $who in *:*) to=fd00::2 ;; *) to=10.0.0.2 ;; esac
		in_net "$attacker" "$helpers/visit" $to 8080 0 10 $who >"$tmp/held" 2>&1 &
		held=$!
		spared "$who, the name of a client" $who $to \
			"1 established connections (--even-established)"
		struck "$who, the name of a client, with --even-established" $who $to --even-established
		wait $held
		if awk '{ exit !($1 > 70 && $2 == $1) }' "$tmp/held"; then
			ok "$who: its connection lives on"
		else
			not_ok "$who: its connection lives on" "$tmp/held"
		fi
	done
	end $other
	pair_end
}

allowed()
{
	quiet_pair
	serve :: 80 128
	spared "--allow of an address" 203.0.113.7 10.0.0.2 --allow --allow 203.0.113.7
	spared "--allow of a prefix" 203.0.113.7 10.0.0.2 --allow --allow 198.51.100.1,203.0.112.0/23
	spared "--allow of a mapped prefix" 203.0.113.7 10.0.0.2 --allow \
		--allow ::ffff:203.0.113.0/120
	spared "--allow of an IPv6 address" 2001:db8::7 fd00::2 --allow --allow 2001:db8::7
	spared "--allow of an IPv6 prefix" 2001:db8::7 fd00::2 --allow --allow 192.0.2.1 \
		--allow 2001:db8::/32
	struck "--allow of another" 203.0.113.7 10.0.0.2 --allow 203.0.113.8,203.0.114.0/24,2001:db8::/32
	printf '%s\r\n' '# who pays' '198.51.100.7  # a customer' '' '	203.0.113.0/29 ' >"$tmp/allow"
	printf '%s\n' '#' '   ' '2001:db8:5::/48' '2001:db8::7' >>"$tmp/allow"
	printf '192.0.2.1' >>"$tmp/allow" # and no newline
	for who in 198.51.100.7 203.0.113.7 192.0.2.1; do
		spared "$who of an --allow file" $who 10.0.0.2 --allow --allow "$tmp/allow"
	done
	spared "an IPv6 address of an --allow file" 2001:db8::7 fd00::2 --allow --allow "$tmp/allow"
	struck "who is not in the --allow file" 203.0.113.8 10.0.0.2 --allow "$tmp/allow"
	pair_end
}

# Bad --allow files and options: nothing is done, not even looked at.
bad_input()
{
	quiet_pair
	serve :: 80 128
	flood 203.0.113.7 10.0.0.2 80 $RATE $((RATE * 20))
	sleep 1
	while read -r line; do
		printf '192.0.2.1\n# 2\n%b\n192.0.2.2\n' "$line" >"$tmp/allow"
		synwatch --block --yes --allow "$tmp/allow" >"$tmp/out" 2>"$tmp/err"
		is "an --allow file with $(printf %s "$line" | tr '\\' '%')" \
			"$? $(cat "$tmp/err" "$tmp/out")" \
			"3 synwatch: $tmp/allow:3: not an address or prefix"
	done <<-'END'
	192.0.2
	192.0.2.1/33
	192.0.2.1/
	192.0.2.1/24x
	192.0.2.1 192.0.2.2
	192.0.2.1,192.0.2.2
	2001:db8::1/129
	2001:db8::g
	host.example.net
	192.0.2.1\0000
	\0033[2J
	-
	END
	while read -r option; do
		synwatch $option >"$tmp/out" 2>"$tmp/err"
		is "$option: status, and lines" "$? $(wc -l <"$tmp/out")" '3 0'
	done <<-END
	--block --yes --allow $tmp/no-such-file
	--block --yes --allow $tmp
	--block --yes --allow 192.0.2.1,no
	--block=pf --yes
	--block --yes --for 0
	--block --yes --for 10x
	--block --yes --for 99999999h
	--block --yes --max-blocks 0
	--block --yes --max-blocks 9999999
	--block --yes --per-source 0
	--block --yes --flood 101
	--block --yes --netns 1
	--block --yes --all-netns
	--block --yes --proc /proc
	--unblock nobody
	END
	nobody "bad input"
	end $flood
	pair_end
}

# A flood of many, one that has no --yes, and one of more than may be blocked.
no_blocks()
{
	quiet_pair
	serve :: 80 128
	# Even one that has a sixth of it.
	run_in_flood 203.0.113.7,1.0.0.0/1,1.0.0.0/1,1.0.0.0/1,1.0.0.0/1,1.0.0.0/1 10.0.0.2
	has "a spread flood is told" '^flood, spread: ' "$tmp/out"
	is "a spread flood: not a word of a block" "$(grep -c 'blocked' "$tmp/out")" 0
	nobody "a spread flood"
	run_in_flood 2001:db8::/16 fd00::2 --block-prefix
	has "a spread flood by IPv6 is told" '^flood, spread: ' "$tmp/out"
	nobody "a spread flood by IPv6"
	flood 203.0.113.7 10.0.0.2 80 $RATE $((RATE * 12))
	sleep 1.2
	synwatch -n --block --log >"$tmp/out" 2>&1 &
	watch=$!
	sleep 2.2
	has "without --yes it is said" \
		'^[-0-9]+ [:0-9]+ 203.0.113.7: [0-9]+ half-open: would be blocked, with --yes$' "$tmp/out"
	nobody "without --yes"
	visit 10.0.0.2 80 3 1 >"$tmp/visit"
	is "without --yes the client is not served" "$(cut -d ' ' -f 2 "$tmp/visit")" 0
	end $watch $flood
	forget
	run_in_flood 203.0.113.1,203.0.113.2,203.0.114.3,203.0.115.4,2.0.0.1 10.0.0.2 --max-blocks 3
	has "a flood of five" '^flood, few sources: ' "$tmp/out"
	is "of five three may be blocked" "$(grep -c ' half-open: blocked, for 600 s$' "$tmp/out") $(
		grep -c ' half-open: not blocked: as many are as may be (--max-blocks)$' "$tmp/out")" '3 2'
	is "of five three are blocked" "$(elements | wc -l)" 3
	run_in_flood 203.0.113.1,203.0.113.2,203.0.114.3,203.0.115.4,2.0.0.1 10.0.0.2 --max-blocks 3
	is "those of before count" "$(elements | wc -l) $(grep -c -- --max-blocks "$tmp/out")" '3 2'
	pair_end
}

for one in ${ONLY:-own multicast gateways name_servers sessions established allowed bad_input no_blocks}; do
	part $one
done
done_parts
