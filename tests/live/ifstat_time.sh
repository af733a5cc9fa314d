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

# What is true of any samples each of which is due a delay behind the one before, however late they
# come: two of them take a delay at least, and the clocks agree.
no_burst() # NAME DELAY
{
	objects "$1: no burst" '[.[1:], .[:-1]] | transpose | length > 2 and
		all(map(.seconds) | add > '"$2"' - 0.002)'
	objects "$1: the time is what it was" '(.[-1].timestamp - .[0].timestamp) as $wall |
		(.[1:] | map(.seconds) | add) as $seconds | $wall - $seconds | fabs < 0.3'
}

milliseconds()
{
	echo $(($(date +%s%N) / 1000000))
}

# ---- Stopped and continued: one sample of the time that it was, and no burst.

# Stops $pid for SECONDS; $most and $least are the milliseconds that it was stopped.
stop() # SECONDS
{
	before=$(milliseconds)
	kill -STOP $pid
	stopped=$(milliseconds)
	sleep "$1"
	least=$(($(milliseconds) - stopped))
	kill -CONT $pid
	most=$(($(milliseconds) - before))
}

stopped()
{
	few
	their "$helpers/sender" 30 500 1000 one &
	begin "$tmp/json" -j 0.1
	sleep 1
	stop 2
	sleep 1.05
	kill -INT $pid
	wait $pid
	is "stopped and continued: status" "$?$(cat "$tmp/err")" 0
	# It is the longest, as long as the pause or up to a delay longer, and as late as the machine is.
	between "stopped and continued: one long sample, in ms" \
		"$(jq --slurp 'map(.seconds * 1000) | max | round' "$tmp/json")" $((least - 2)) $((most + 600))
	objects "stopped and continued: only one" 'map(select(.seconds > 1)) | length == 1'
	objects "stopped and continued: the rate is what it was" 'max_by(.seconds) |
		.interfaces.one.tx_bytes_per_second > 250000 and .interfaces.one.tx_bytes_per_second < 1000000'
	no_burst "stopped and continued" 0.1
}

# As text there is only the time of the day: no second has more samples than there is room for.
stopped_text()
{
	few
	begin "$tmp/out" -t -n 0.1
	sleep 0.5
	stop 3
	sleep 1.5
	kill -INT $pid
	wait $pid
	is "stopped and continued, -t: status" "$?$(cat "$tmp/err")" 0
	grep -E '^[0-9]{2}:' "$tmp/out" | cut -c 1-8 >"$tmp/times"
	between "stopped and continued, -t: samples" "$(wc -l <"$tmp/times")" 4 60
	between "stopped and continued, -t: the most in a second" \
		"$(uniq -c "$tmp/times" | sort -n | awk 'END { print $1 }')" 1 12
	between "stopped and continued, -t: seconds without any" "$(awk -F : '
		{ now = $1 * 3600 + $2 * 60 + $3; if (NR > 1 && now - last > most) most = now - last; last = now }
		END { print most }' "$tmp/times")" 3 6
}

# Again and again: nothing hastens it, and nothing is lost.
flickering()
{
	few
	begin "$tmp/json" -j 0.1
	until_file "$tmp/json"
	for n in $(seq 60); do
		kill -STOP $pid
		[ $((n % 3)) -gt 0 ] || sleep 0.05
		kill -CONT $pid
		[ $((n % 2)) -gt 0 ] || sleep 0.02
	done
	# each longer than a delay
	for n in $(seq 8); do
		stop 0.25
		sleep 0.12
	done
	sleep 0.3
	kill -INT $pid
	wait $pid
	is "stopped again and again: status" "$?$(cat "$tmp/err")" 0
	objects "stopped again and again: samples come" 'length > 8'
	objects "stopped again and again: long ones" 'map(select(.seconds > 0.2)) | length > 2'
	no_burst "stopped again and again" 0.1
}

# A sample that was missed is skipped: it takes as much longer as it was stopped.
skipped()
{
	few
	start=$(milliseconds)
	begin "$tmp/out" -n 0.05 40
	missed=0
	for n in 1 2 3; do
		sleep 0.1
		stop 0.6
		# Up to a delay of it was to be slept anyway, and the next one comes half a delay early.
		missed=$((missed + least - 75))
	done
	wait $pid
	is "0.05 40, stopped: status" "$?$(cat "$tmp/err")" 0
	between "0.05 40, stopped: ms, $missed of them missed" $(($(milliseconds) - start)) $((1995 + missed)) 20000
	is "0.05 40, stopped: samples" "$(grep -c '0\.00' "$tmp/out")" 40
	start=$(milliseconds)
	ours ifstat -j 0.05 40 >"$tmp/json"
	between "0.05 40: ms" $(($(milliseconds) - start)) 1995 10000
	no_burst "0.05 40" 0.05
}

# ---- The n-th sample is due at the start and n delays.

drift()
{
	few
	start=$(milliseconds)
	ours ifstat -j 0.01 1000 >"$tmp/json"
	took=$(($(milliseconds) - start))
	# The machine had no time for these; what comes behind them is skipped.
	late=$(jq --slurp 'map(select(.seconds > 0.0145) | .seconds * 1000 - 10) | add // 0 | ceil' "$tmp/json")
	between "1,000 samples of 10 ms, in ms, $late of them late" $took 9990 $((10400 + late))
	is "1,000 samples of 10 ms" "$(wc -l <"$tmp/json")" 1000
	between "between the first and the last, in ms" \
		"$(jq --slurp '(.[-1].timestamp - .[0].timestamp) * 1000 | round' "$tmp/json")" 9970 $((10150 + late))
	# Far from the steps of 10 ms are only those for which the machine had no time.
	objects "they stay on their steps" '.[0].timestamp as $first | map((.timestamp - $first) * 1000 + 1000.5) |
		(map(. - (. / 10 | floor) * 10) | sort) as $off | $off[500] as $middle |
		$off | map(. - $middle | fabs) | map(select(. < 2 or . > 8)) | length > 750'
	no_burst "1,000 samples of 10 ms" 0.01
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
			"$(($(grep -c INJECTED "$tmp/trace") >= 20)) $(grep -c 'poll(NULL.*Timeout' "$tmp/trace")" "1 20"
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
	guard 90
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
	between "they end soon, in s" $(($(date +%s) - start)) 0 20
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
	between "they end soon, in s" $(($(date +%s) - start)) 0 40
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
	objects "SIGWINCH and SIGCONT hasten nothing" 'length == 3 and all(.seconds > 0.3)'
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
		between "ifstat $args | head -n 2 ends soon, in ms" $((($(date +%s%N) - start) / 1000000)) 0 4000
		is "ifstat $args | head -n 2" "$(wc -l <"$tmp/out")$(cat "$tmp/err")" 2
	done
	# a small pipe that is full at once and read late
	small='fcntl(STDOUT, 1031, 4096); exec @ARGV'
	(exec nsenter --net="/proc/$zoo_pid/ns/net" perl -MFcntl -e "$small" "$NETLET" ifstat -a -j 0.01 300) \
		2>"$tmp/err" | { sleep 2; cat; } >"$tmp/json"
	objects "a slow reader gets whole lines" 'length == 300 and all(has("interfaces"))'
	no_burst "a slow reader" 0.01
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

for test in stopped stopped_text flickering skipped drift refused signals outputs; do
	part $test
done
done_parts
