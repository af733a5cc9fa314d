# synwatch_lib.sh - a machine that is flooded and one that floods it, in two network namespaces, with
# a server and clients. Sourced after lib.sh and routes_lib.sh.

need ip jq timeout
for program in flood serve visit relay; do
	helper $program tests/live/$program.c
done

# Two namespaces side by side: $victim has 10.0.0.2 and fd00::2, $attacker 10.0.0.1 and fd00::1, and
# $victim answers through it whoever else asks. IPv6 does not wait for neighbours, which takes it a
# second or two.
pair()
{
	cat >"$tmp/set-up" <<-END
	! grep -q eth0: /proc/net/dev # not the machine's own
	ip link set lo up
	END
	start "$tmp/set-up"
	victim=$started
	start "$tmp/set-up"
	attacker=$started
	(
		in_net "$victim" ip link add v0 address 02:00:00:00:00:02 type veth \
			peer name a0 address 02:00:00:00:00:01 netns "$attacker" &&
			for one in "$victim v0 2 1" "$attacker a0 1 2"; do
				set -- $one
				# Up first: an IPv6 address gets its route then, or a second later.
				printf '%s\n' "link set $2 up" "addr add 10.0.0.$3/24 dev $2" \
					"addr add fd00::$3/64 dev $2 nodad" \
					"neigh add fd00::$4 lladdr 02:00:00:00:00:0$4 dev $2" |
					in_net "$1" ip -batch - || exit
			done &&
			printf '%s\n' 'route add default via 10.0.0.1' \
				'-6 route add default via fd00::1' | while read -r line; do
				in_net "$victim" ip $line || exit
			done
		setting "$victim" net/core/somaxconn 8192
	) >"$tmp/pair" 2>&1 || {
		not_ok "two namespaces are made" "$tmp/pair"
		done_testing
	}
}

pair_end()
{
	end "$victim" "$attacker"
}

setting() # PID NAME VALUE: below /proc/sys, in the namespace of PID
{
	in_net "$1" sh -c 'echo "$2" >"/proc/sys/$1"' - "$2" "$3"
}

# A helper that runs in the namespace of PID until it is ended; it has said `ready`. Its process is
# $background.
ready_in() # PID HELPER ARG...
{
	net=$1 program=$2
	shift 2
	: >"$tmp/$program.out"
	nsenter --net="/proc/$net/ns/net" "$helpers/$program" "$@" >"$tmp/$program.out" 2>&1 &
	background=$!
	for tenth in $(seq 100); do
		! grep -q '^ready' "$tmp/$program.out" || return 0
		kill -0 "$background" 2>/dev/null || break
		sleep 0.05
	done
	not_ok "$program $*" "$tmp/$program.out"
	done_testing
}

serve() # ADDRESS PORT BACKLOG [mute]: in $victim; its process is $server
{
	ready_in "$victim" serve "$@"
	server=$background
}

visit() # ADDRESS PORT RATE SECONDS [FROM]: from $attacker; prints TRIED SERVED LONGEST-MS
{
	in_net "$attacker" "$helpers/visit" "$@"
}

# From now on $victim is also 10.9.0.2 and $attacker 10.9.0.1, on a line that takes DELAY ms each way
# and loses LOSS per cent of the packets; the process is $line.
far() # DELAY LOSS
{
	ready_in "$victim" relay "$attacker" "$@"
	line=$background
	{
		in_net "$victim" ip addr add 10.9.0.2/24 dev far0 &&
			in_net "$victim" ip link set far0 up &&
			in_net "$attacker" ip addr add 10.9.0.1/24 dev far0 &&
			in_net "$attacker" ip link set far0 up
	} >"$tmp/far" 2>&1 || {
		not_ok "a slow line is made" "$tmp/far"
		done_testing
	}
}

# Starts to flood from $attacker, and is back when the first packet is sent; the process is $flood.
# $tmp/flood has the time of it, as `date +%s.%N`, and in the end another line if it was too slow.
flood() # SOURCE[/LEN][,SOURCE...] DESTINATION PORT RATE COUNT
{
	: >"$tmp/flood"
	nsenter --net="/proc/$attacker/ns/net" "$helpers/flood" "$@" >"$tmp/flood" 2>&1 &
	flood=$!
	for tenth in $(seq 100); do
		[ ! -s "$tmp/flood" ] || return 0
		sleep 0.05
	done
	why "flood $*" "it does not begin"
	done_testing
}

end() # PROCESS...: that this script has started
{
	for one; do
		kill "$one" 2>/dev/null
		wait "$one" 2>/dev/null
	done
}

synwatch() # ARG...: in $victim
{
	in_net "$victim" timeout 30 "$NETLET" synwatch "$@"
}
