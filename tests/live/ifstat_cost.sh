#!/bin/sh
# ifstat_cost - the system calls of a sample, and the memory that 500 interfaces take.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
need musl-gcc strace
peak=$helpers/peak
if [ ! -x "$peak" ] || [ -n "$(find tests/bench/peak.c -newer "$peak")" ]; then
	musl-gcc -static -O2 -o "$peak.$$" tests/bench/peak.c && mv "$peak.$$" "$peak"
fi

crowd() # NUMBER of interfaces
{
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "link add name crowd%d type ifb\nlink set crowd%d up\n", i, i }' \
		>"$tmp/links"
	network
}

# What strace saw: calls without those of the sleep, as many as are allowed (two, and one for each
# 16 KB of the answer), and those of the sleep, with the clocks; in hundredths a sample.
cost() # SAMPLES
{
	awk -v samples="$1" '
		/^(clock_nanosleep|clock_gettime)/ { sleeps++; next }
		{ calls++ }
		/^recvfrom/ && $NF > 0 { bytes += $NF }
		END {
			printf "%d %d %d", calls * 100 / samples,
				200 + 100 * int(bytes / samples / 16384 + 1), sleeps * 100 / samples
		}' "$tmp/trace"
}

# All calls of 20 samples, without those of the start, which are the same for one. A look that was
# slow, as strace may make it, comes again: no such traces.
calls() # ARG...
{
	for try in 1 2 3 4 5 6; do
		for samples in 1 21; do
			their strace -qq -o "$tmp/trace" "$NETLET" ifstat "$@" 0.1 $samples >/dev/null
			grep -v '^exit' "$tmp/trace" >"$tmp/trace.$samples"
		done
		looks=$(grep -hcE '^sendto.*(RTM_GETSTATS|0x5e )' "$tmp/trace.1" "$tmp/trace.21" | xargs)
		[ "$looks" != "1 21" ] || break
	done
	tail -n "+$(($(wc -l <"$tmp/trace.1") + 1))" "$tmp/trace.21" >"$tmp/trace"
	set -- "$*" $(cost 20)
	between "system calls of a sample, in hundredths: ifstat $1" "$2" 200 "$3"
	between "and of its sleep: ifstat $1" "$4" 100 400
	is "names are asked for once: ifstat $1" "$(grep -cE '^sendto.*(RTM_GETLINK|0x12 )' "$tmp/trace.21")" 1
	is "counters each time: ifstat $1" "$looks" "1 21"
}

one()
{
	crowd 1
	for args in '-a -n' '-a -n -j' '-a -n -t -T' '-i crowd0 -n'; do
		calls $args
	done
	# A change is asked about, once.
	their strace -qq -o "$tmp/trace" "$NETLET" ifstat -a 0.1 20 >"$tmp/out" &
	pid=$!
	until_file "$tmp/out"
	sleep 0.5
	their ip link add name another type ifb
	wait $pid
	is "names are asked for when there is another" "$(grep -cE '^sendto.*(RTM_GETLINK|0x12 )' "$tmp/trace")" 2
}

many()
{
	crowd 500
	for args in '-n -i crowd7' '-n -j -i crowd1,crowd499'; do
		calls $args
	done
	# What it writes takes more than a call here.
	for args in '-a -n' '-a -j' '-a -W -n -p -e' '-a -n -S -t'; do
		their strace -qq -o "$tmp/trace" -e trace=memory "$NETLET" ifstat $args 0.01 20 >/dev/null
		is "no memory is asked for: ifstat $args" "$(grep -cE '^(mmap|brk|mremap|munmap)' "$tmp/trace")" 0
		their "$peak" -n 1 name "$NETLET" ifstat $args 0.01 50 >"$tmp/peak" 2>&1
		is "it ends well: ifstat $args" "$(awk '{ print $NF }' "$tmp/peak")" ok
		between "KB of ifstat $args, 500 interfaces" "$(awk '{ print $5 }' "$tmp/peak")" 0 400
	done
	for args in --prometheus '--total -a' '--proc /proc -a 0.01 50'; do
		their "$peak" -n 1 name "$NETLET" ifstat $args >"$tmp/peak" 2>&1
		between "KB of ifstat $args, 500 interfaces" "$(awk '{ print $5 }' "$tmp/peak")" 0 400
	done
}

for test in one many; do
	part $test
done
done_parts
