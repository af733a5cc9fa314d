#!/bin/sh
# ifstat_time - rates of measured time, samples that do not drift, signals, outputs that end or are slow.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
need jq perl strace timeout

few()
{
	cat >"$tmp/links" <<-LINKS
	link set lo up
	link add one type veth peer name two
	link set one up
	link set two up
	LINKS
	network
}

# ARG... in the background as $pid, itself and no shell around it
begin() # FILE ARG...
{
	file=$1
	shift
	(exec nsenter --net="/proc/$zoo_pid/ns/net" "$NETLET" ifstat "$@") >"$file" 2>"$tmp/err" &
	pid=$!
}

objects() # NAME FILTER that is true for all samples of $tmp/json together
{
	if jq -e --slurp "$2" "$tmp/json" >"$tmp/true" 2>&1; then
		ok "$1"
	else
		jq -c '[.timestamp, .seconds, .interfaces.one.tx_bytes_per_second]' "$tmp/json" 2>&1 |
			cat "$tmp/true" - >"$tmp/why"
		not_ok "$1" "$tmp/why"
	fi
}

# ---- Stopped and continued: one sample of the time that it was, and no burst.

stopped()
{
	few
	their "$helpers/sender" 6 500 1000 one &
	begin "$tmp/json" -j 0.1
	sleep 1
	kill -STOP $pid
	sleep 2
	kill -CONT $pid
	sleep 1.05
	kill -INT $pid
	wait $pid
	is "stopped and continued: status" "$?$(cat "$tmp/err")" 0
	objects "stopped and continued: one long sample" \
		'map(select(.seconds > 0.5)) | length == 1 and all(.seconds > 1.8 and .seconds < 2.4)'
	objects "stopped and continued: the rate is what it was" \
		'.[2:] | all(.interfaces.one.tx_bytes_per_second > 250000 and .interfaces.one.tx_bytes_per_second < 1000000)'
	objects "stopped and continued: no burst" \
		'length < 24 and length > 14 and (map(select(.seconds < 0.05)) | length < 2)'
}

# ---- The n-th sample is due at the start and n delays.

drift()
{
	few
	start=$(date +%s%N)
	ours ifstat -j 0.01 1000 >"$tmp/json"
	end=$(date +%s%N)
	between "1,000 samples of 10 ms, in ms" $(((end - start) / 1000000)) 9990 10200
	is "1,000 samples of 10 ms" "$(wc -l <"$tmp/json")" 1000
	objects "between the first and the last" '.[-1].timestamp - .[0].timestamp | . > 9.97 and . < 10.15'
	# Far from the steps of 10 ms are only those for which the machine had no time.
	objects "they stay on their steps" '.[0].timestamp as $first | map((.timestamp - $first) * 1000 + 1000.5) |
		(map(. - (. / 10 | floor) * 10) | sort) as $off | $off[500] as $middle |
		$off | map(. - $middle | fabs) | map(select(. < 2 or . > 8)) | length > 750'
	objects "the seconds are what they take" 'map(.seconds) | add > 9.95 and add < 10.2'
}

# ---- A sandbox that refuses to sleep until a time: pauses of another kind, at the same pace.

refused()
{
	few
	for error in ENOSYS EPERM; do
		(exec nsenter --net="/proc/$zoo_pid/ns/net" timeout 20 strace -D -qq -o "$tmp/trace" \
			-e trace='?clock_nanosleep,?clock_nanosleep_time64,?poll,?ppoll,?ppoll_time64' \
			-e inject="?clock_nanosleep,?clock_nanosleep_time64:error=$error" \
			"$NETLET" ifstat -j 0.1 20) >"$tmp/json" 2>"$tmp/err"
		is "no sleep, $error: status" "$?$(cat "$tmp/err")" 0
		is "no sleep, $error: refusals and pauses" \
			"$(grep -c INJECTED "$tmp/trace") $(grep -c 'poll(NULL.*Timeout' "$tmp/trace")" "20 20"
		objects "no sleep, $error: the pace" 'length == 20 and all(.seconds > 0.09) and
			(.[-1].timestamp - .[0].timestamp | . > 1.85 and . < 2.9)'
	done
	rm "$tmp/trace"
	(exec nsenter --net="/proc/$zoo_pid/ns/net" strace -D -qq -o "$tmp/trace" \
		-e trace='?clock_nanosleep,?clock_nanosleep_time64' \
		-e inject="?clock_nanosleep,?clock_nanosleep_time64:error=ENOSYS" \
		"$NETLET" ifstat 20) >"$tmp/out" 2>"$tmp/err" &
	pid=$!
	until_file "$tmp/trace"
	start=$(date +%s%N)
	kill -INT $pid
	wait $pid
	is "no sleep, and interrupted: status" "$?$(cat "$tmp/err")" 0
	between "no sleep, and interrupted: it ends soon, in ms" $((($(date +%s%N) - start) / 1000000)) 0 1500
}

# ---- Signals.

# Nobody waits for ever.
guard() # SECONDS: from then on kills whoever is in $tmp/pid
{
	(
		sleep "$1"
		while :; do
			kill -KILL "$(cat "$tmp/pid")"
			sleep 0.1
		done
	) 2>"$tmp/guard" &
}

signals()
{
	few
	: >"$tmp/pid"
	guard 30
	start=$(date +%s)
	for args in 1000 '0.05' '-j 1000' '-S 1000' '1000/1000 5' '-i absent 1000'; do
		for signal in INT TERM; do
			begin "$tmp/out" $args
			echo $pid >"$tmp/pid"
			sleep 0.3
			kill -$signal $pid
			wait $pid
			is "SIG$signal: status of ifstat $args" $? 0
		done
	done
	between "they end soon, in s" $(($(date +%s) - start)) 0 8
	# just as it begins to sleep: what it wrote before is the sign
	mkfifo "$tmp/heading"
	start=$(date +%s)
	bad=0
	for try in $(seq 300); do
		begin "$tmp/heading" 1000
		echo $pid >"$tmp/pid"
		{
			read -r line
			[ $((try % 3)) -gt 0 ] || : $((try * 7)) $((try * 11)) $((try * 13))
			kill -TERM $pid
		} <"$tmp/heading"
		wait $pid || bad=$((bad + 1))
	done
	is "300 times just as it begins to sleep" $bad 0
	between "they end soon, in s" $(($(date +%s) - start)) 0 15
	# Whoever ignores SIGINT, as a shell makes its background, gets it all the same.
	(trap '' INT; exec nsenter --net="/proc/$zoo_pid/ns/net" "$NETLET" ifstat 1000) >"$tmp/out" &
	pid=$!
	echo $pid >"$tmp/pid"
	sleep 0.3
	kill -INT $pid
	wait $pid
	is "SIGINT, ignored at first: status" $? 0
	# Signals of no meaning do not end or hasten it.
	begin "$tmp/json" -j 0.5 3
	for n in 1 2 3 4 5 6 7 8 9 10; do
		sleep 0.1
		kill -WINCH $pid
		kill -STOP $pid
		kill -CONT $pid
	done
	wait $pid
	is "SIGWINCH and SIGCONT: status" $? 0
	objects "SIGWINCH and SIGCONT hasten nothing" 'length == 3 and all(.seconds > 0.45)'
}

# ---- Outputs.

outputs()
{
	few
	for args in '0.1' '-j 0.1' '-S 0.1' '-aT 0.1' '--total' '--prometheus'; do
		timeout 5 nsenter --net="/proc/$zoo_pid/ns/net" "$NETLET" ifstat $args >/dev/full 2>"$tmp/err"
		is "ifstat $args, disk full" "$? $(wc -l <"$tmp/err")" '2 1'
		timeout 5 nsenter --net="/proc/$zoo_pid/ns/net" "$NETLET" ifstat $args >&- 2>"$tmp/err"
		is "ifstat $args, no stdout" "$? $(wc -l <"$tmp/err")" '2 1'
	done
	for args in '0.1' '-j 0.1'; do
		start=$(date +%s%N)
		timeout 5 nsenter --net="/proc/$zoo_pid/ns/net" "$NETLET" ifstat $args 2>"$tmp/err" |
			head -n 2 >"$tmp/out"
		between "ifstat $args | head -n 2 ends soon, in ms" $((($(date +%s%N) - start) / 1000000)) 0 1500
		is "ifstat $args | head -n 2" "$(wc -l <"$tmp/out")$(cat "$tmp/err")" 2
	done
	# a small pipe that is full at once and read late
	small='fcntl(STDOUT, 1031, 4096); exec @ARGV'
	(exec nsenter --net="/proc/$zoo_pid/ns/net" perl -MFcntl -e "$small" "$NETLET" ifstat -a -j 0.01 300) \
		2>"$tmp/err" | { sleep 2; cat; } >"$tmp/json"
	objects "a slow reader gets whole lines" 'length == 300 and all(has("interfaces"))'
	objects "and no burst" 'map(select(.seconds < 0.004)) | length < 15'
	objects "and one long sample" 'map(select(.seconds > 1)) | length == 1'
	{
		(exec timeout -s INT --preserve-status 1 env --default-signal=INT nsenter --net="/proc/$zoo_pid/ns/net" \
			perl -MFcntl -e "$small" "$NETLET" ifstat -a -j 0.01) 2>"$tmp/err"
		echo "$?$(cat "$tmp/err")" >"$tmp/status"
	} | { sleep 2; cat; } >"$tmp/json"
	is "SIGINT while the pipe is full: status" "$(cat "$tmp/status")" 0
	objects "SIGINT while the pipe is full: whole lines" 'length > 1'
	is "the last line is whole" "$(tail -c 1 "$tmp/json")" ""
}

for test in stopped drift refused signals outputs; do
	part $test
done
done_parts
