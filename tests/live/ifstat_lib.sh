# ifstat_lib.sh - namespaces with interfaces for ifstat, and parts of a test that run side by side.
# Sourced after lib.sh, and after routes_lib.sh where there are namespaces.

need ip
helper sender tests/live/sender.c
parts=

# FUNCTION beside the others: its results come when all have ended. Its $tmp is its own.
part()
{
	parts="$parts $1"
	mkdir "$tmp/$1"
	(
		tmp=$tmp/$1 tests=0 failures=0
		"$1"
		done_testing
	) >"$tmp/$1.tap" 2>&1 &
	eval "part_$1=\$!"
}

done_parts()
{
	for name in $parts; do
		eval "wait \$part_$name"
		if ! grep -q '^1\.\.[1-9]' "$tmp/$name.tap"; then
			echo "not ok 0 - $name comes to its end" >>"$tmp/$name.tap"
		fi
		echo "# $name"
		sed -n -E '/^1\.\./d; s/^((not )?ok) [0-9]+/\1 @/; p' "$tmp/$name.tap" |
			awk -v n="$tests" '$2 == "@" || $3 == "@" || /^not ok 0/ { sub(/@|0/, ++n) } { print }'
		tests=$((tests + $(grep -cE '^(not )?ok ' "$tmp/$name.tap")))
		failures=$((failures + $(grep -c '^not ok ' "$tmp/$name.tap")))
	done
	done_testing
}

# A network namespace where nothing is sent but by sender, from now on $zoo_pid, and there veth0
# beside veth1 in the bridge br0; ifb0, through which goes what comes into veth1; a silent one; and
# one that is down.
interfaces()
{
	cat >"$tmp/links" <<-LINKS
	link set lo up
	link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
	link add br0 address 02:00:00:00:00:03 type bridge
	link add ifb0 address 02:00:00:00:00:04 type ifb
	link add abcdefghijklmno type ifb
	link add down0 type ifb
	link set veth1 master br0
	link set veth0 up
	link set veth1 up
	link set br0 up
	link set ifb0 up
	link set abcdefghijklmno up
	LINKS
	network
	{
		their tc qdisc add dev veth1 handle ffff: ingress &&
			their tc filter add dev veth1 parent ffff: protocol all u32 match u32 0 0 \
				action mirred egress redirect dev ifb0
	} >"$tmp/tc" 2>&1 || echo "# not here: traffic through an ifb ($(head -n 1 "$tmp/tc"))"
}

# The file $tmp/links has commands of ip: a network namespace after them.
network()
{
	cat >"$tmp/set-up" <<-END
	! grep -q eth0: /proc/net/dev # not the machine's own
	echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
	ip -batch "$tmp/links"
	END
	start "$tmp/set-up"
	zoo_pid=$started
}

# The counters of the namespace: NAME BYTES-IN PACKETS-IN BYTES-OUT PACKETS-OUT
counters()
{
	their sed 1,2d /proc/net/dev | tr : ' ' | awk '{ print $1, $2, $3, $10, $11 }'
}

seconds_now()
{
	cut -d ' ' -f 1 /proc/uptime
}

between() # NAME NUMBER LEAST MOST
{
	if awk -v n="$2" -v least="$3" -v most="$4" 'BEGIN { exit !(n != "" && n + 0 >= least && n + 0 <= most) }'; then
		ok "$1"
	else
		why "$1" "$2, and $3 to $4 are allowed"
	fi
}

until_file() # FILE [TENTHS]: waits until it has something in it
{
	for tenth in $(seq "${2:-50}"); do
		[ ! -s "$1" ] || return 0
		sleep 0.1
	done
	return 1
}

title='Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed'

# From now on net/dev of the saved root $root has these interfaces.
# NAME RX TX [RX-PACKETS TX-PACKETS ERRORS DROPS]
state()
{
	{
		echo "$title"
		while read -r name rx tx rp tp errors drops; do
			[ -z "$name" ] || printf '%6s:%8s %7s %4s %4s 0 0 0 0 %8s %7s 0 0 0 0 0 0\n' \
				"$name" "$rx" "${rp:-0}" "${errors:-0}" "${drops:-0}" "$tx" "${tp:-0}"
		done
	} >"$root/net/new"
	mv "$root/net/new" "$root/net/dev"
}
