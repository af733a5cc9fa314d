# synwatch_block_lib.sh - what nft(8), ss(8) and the kernel's counters say of synwatch's blocks. Sourced
# after synwatch_lib.sh.

need conntrack nft ss

# A victim without SYN cookies, and $attacker, which owns SOURCE... too, but ends nothing: what comes
# back to packets of its flood it ignores, while its own connections live.
quiet_pair() # [SOURCE...]
{
	pair
	setting "$victim" net/ipv4/tcp_syncookies 0
	for tenth in $(seq 50); do # IPv6 takes a while
		[ -n "$(for one in $victim $attacker; do in_net $one ip -6 addr show tentative; done)" ] ||
			break
		sleep 0.1
	done
	quiet "$@"
}

quiet() # [SOURCE...]
{
	{
		printf '%s\n' 'table inet quiet {' 'chain out {' \
			'type filter hook output priority 0' 'tcp flags & (rst | ack) == rst drop' '}' '}' |
			in_net "$attacker" nft -f - &&
			for source; do
				in_net "$attacker" ip addr add "$source" dev lo || exit
			done
	} >"$tmp/quiet" 2>&1 || {
		not_ok "an attacker that ends nothing" "$tmp/quiet"
		done_testing
	}
}

segments() # [PID]: that have come to TCP
{
	in_net "${1:-$victim}" awk '$1 == "Tcp:" { n = $11 } END { print n }' /proc/net/snmp
}

counter() # NAME: of /proc/net/netstat
{
	in_net "$victim" awk -v name="$1" '
		!($1 in names) { names[$1] = $0; next }
		{
			n = split(names[$1], heading)
			for (i = 2; i <= n; i++)
				if (heading[i] == name)
					print $i
		}' /proc/net/netstat
}

half_open() # [PID]
{
	in_net "${1:-$victim}" ss -Htan state syn-recv | wc -l
}

# What nft says is blocked: ADDRESS SECONDS-LEFT SECONDS, a line each.
elements()
{
	in_net "$victim" nft -j list ruleset | jq -r '.nftables[].set |
		select(. and .table == "netlet" and .family == "inet") | .elem[]?.elem |
		"\(.val) \(.expires) \(.timeout)"' | sort
}

dropped() # by the rules of synwatch, packets
{
	in_net "$victim" nft -j list table inet netlet |
		jq '[.nftables[].rule | select(.) | .expr[].counter.packets? // empty] | add'
}

blackholes()
{
	{
		in_net "$victim" ip route show type blackhole
		in_net "$victim" ip -6 route show type blackhole
	} | awk '{ print $2 }' | sort
}

# The rules of all but synwatch, without counters.
other_rules()
{
	in_net "$victim" nft -s list ruleset | sed '/^table inet netlet {/,/^}/d'
}

# A firewall that was there before. It has the words of synwatch's own.
firewall()
{
	printf '%s\n' 'table ip netlet {' 'set blocked4 {' 'type ipv4_addr' 'elements = { 192.0.2.1 }' '}' \
		'chain drop_syn {' 'type filter hook prerouting priority -300' \
		'ip saddr @blocked4 drop' '}' '}' 'table inet mine {' 'chain in {' \
		'type filter hook input priority 0' 'tcp dport 23 drop' '}' '}' |
		in_net "$victim" nft -f -
	other_rules >"$tmp/firewall"
}

# Waits until a line of the file has it.
until_line() # PATTERN FILE [TENTHS]
{
	for tenth in $(seq "${3:-50}"); do
		! grep -qE "$1" "$2" || return 0
		sleep 0.1
	done
	return 1
}

# The client is served, each time in less than 100 ms: in one of three tries, since the machine may be
# busy with other tests.
is_served() # NAME ADDRESS
{
	for try in 1 2 3; do
		visit "$2" 80 5 1 >"$tmp/visit"
		! awk '{ exit !($1 > 3 && $2 == $1 && $3 < 100) }' "$tmp/visit" || break
	done
	if awk '{ exit !($1 > 3 && $2 == $1 && $3 < 100) }' "$tmp/visit"; then
		ok "$1: the client is served in less than 100 ms"
	else
		why "$1: the client is served in less than 100 ms" \
			"of, served, ms at most: $(cat "$tmp/visit")"
	fi
}

has() # NAME PATTERN FILE
{
	if grep -qE "$2" "$3"; then
		ok "$1"
	else
		{
			echo "there is no $2 in:"
			cat "$3"
		} >"$tmp/why"
		not_ok "$1" "$tmp/why"
	fi
}
