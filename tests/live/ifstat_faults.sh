#!/bin/sh
# ifstat_faults - kernels and sandboxes that answer little or late, signals and files at bad moments.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
need jq perl script strace stty timeout

# A network namespace with lo alone.
loopback()
{
	echo 'link set lo up' >"$tmp/links"
	network
}

# ARG... of strace, then of ifstat behind `--`: $status, $tmp/out, $tmp/err, $tmp/trace
traced()
{
	for word; do
		shift
		[ "$word" != -- ] || set -- "$@" "$NETLET" ifstat
		[ "$word" = -- ] || set -- "$@" "$word"
	done
	their timeout -k 1 20 strace -qq -s 0 -o "$tmp/trace" "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
}

# ---- An answer to the first question that has no counters, as gVisor and Linux before 2.6.35 give.
# Its number is known where the clock stands at 0.

still="-e inject=clock_gettime:poke_exit=@arg2=$(printf '%032d' 0)"

statless()
{
	loopback
	their "$helpers/sender" 0.2 500 500 lo
	reply=$(perl -e 'my $body = pack("CCSlLL SSZ4", 0, 0, 772, 1, 0x49, 0, 7, 3, "lo");
		print unpack("H*", pack("LSSLL", 16 + length $body, 16, 2, 1, 0) . $body . pack("LSSLL", 1340, 1, 2, 1, 0))')
	inject="recvfrom:poke_exit=@arg2=$reply:when=1"
	their cat /proc/net/dev >"$tmp/dev"
	bytes=$(awk '$1 == "lo:" { print $2 }' "$tmp/dev")
	between "there is something to show" "$bytes" 10000 10000000
	traced $still -e inject="$inject" -- --prometheus
	is "netlink without counters: --prometheus" "$status $(grep -c '^node.*"lo"' "$tmp/out") $(
		sed -n 's/^node_network_receive_bytes_total{device="lo"} //p' "$tmp/out")" "0 15 $bytes"
	is "it says nothing of that" "$(cat "$tmp/err")" ""
	is "the file is read" "$(grep -c net/dev "$tmp/trace") $(grep -c INJECTED "$tmp/trace" | sed 's/[1-9][0-9]*/some/')" "1 some"
	traced $still -e inject="$inject" -- -a -z --total -j
	is "netlink without counters: -z" "$status $(jq -r .interfaces.lo.rx_bytes "$tmp/out")" "0 $bytes"
	their "$helpers/sender" 3 500 500 lo &
	traced $still:when=1..2 -e inject="$inject" -- -l -j 0.1 6
	is "netlink without counters: rates" "$status $(
		jq -r --slurp '.[1:] | map(.interfaces.lo.rx_bytes_per_second > 50000) | all' "$tmp/out")" "0 true"
	is "netlink is asked no more" "$(grep -c '^sendto' "$tmp/trace") $(grep -c net/dev "$tmp/trace")" "1 7"
	wait $!
}

# ---- The question for counters alone is refused, and that for all of them is not.

refused()
{
	loopback
	their "$helpers/sender" 8 500 500 lo &
	for error in EINVAL EACCES EPERM; do
		traced -e inject=sendto:error=$error:when=2 -- -l -j 0.1 6
		is "no counters alone: $error" "$status $(grep -c INJECTED "$tmp/trace") $(
			jq -r --slurp 'map(.interfaces.lo.rx_bytes_per_second > 50000) | all' "$tmp/out")$(
			cat "$tmp/err")" "0 1 true"
		is "and they are not asked for again: $error" "$(grep -c '^sendto' "$tmp/trace")" 8
	done
	wait $!
}

# ---- Counters that are read late: seconds are those between two readings, so that rates hold.

steady() # NAME
{
	objects "$1" 'map(.interfaces.lo.rx_bytes_per_second) | all(. > 150000 and . < 400000)'
}

objects() # NAME FILTER that is true for all samples of $tmp/out together
{
	if [ "$status" -eq 0 ] && jq -e --slurp "$2" "$tmp/out" >"$tmp/true" 2>&1; then
		ok "$1"
	else
		jq -c '[.timestamp, .seconds, .interfaces.lo.rx_bytes_per_second]' "$tmp/out" 2>&1 |
			cat "$tmp/err" "$tmp/true" - >"$tmp/why" 2>&1
		not_ok "$1: status $status" "$tmp/why"
	fi
}

late()
{
	loopback
	their "$helpers/sender" 20 500 500 lo &
	sender=$!
	for where in enter exit; do
		for call in sendto recvfrom; do
			traced -e inject=$call:delay_$where=450000:when=4 -- -l -j 0.5 5
			steady "$call is late: $where"
		done
		traced -e inject=read:delay_$where=65000:when=9 -- --proc /proc -l -j 0.1 8
		steady "a file is read late: $where"
	done
	kill -PIPE $sender
	wait $sender
}

# ---- A namespace that ends: what is slept through then is left out, too.

ended()
{
	unshare --net sleep 60 &
	holder=$!
	for tenth in $(seq 50); do
		[ "$(cat /proc/$holder/comm)" != sleep ] || break
		sleep 0.1
	done
	"$NETLET" ifstat --netns $holder -a -j 0.1 20 >"$tmp/out" 2>"$tmp/err" &
	pid=$!
	lines 3
	kill -PIPE $holder
	wait $holder
	sleep 0.5
	kill -STOP $pid
	sleep 1
	kill -CONT $pid
	wait $pid
	status=$?
	objects "a namespace has ended: seconds" 'map(.seconds) | length == 20 and min > 0.01 and max > 0.9 and add > 2.7'
	objects "nothing is shown of it" '.[-1].interfaces == {} and (.[0].interfaces | has("lo"))'
	is "it is said once" "$(wc -l <"$tmp/err")" 1
}

# ---- A saved file that changes between samples.

new='bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed'
old='packets errs drop fifo frame|packets errs drop fifo colls carrier'

# Lines of it, behind the two of the heading, at once.
state() # COLUMNS LINE...
{
	printf 'Inter-|   Receive                            |  Transmit\n face |%s\n' "$1" >"$tmp/state"
	shift
	printf '%s\n' "$@" >>"$tmp/state"
	mv "$tmp/state" "$tmp/root/net/dev"
}

# ARG... of ifstat in the background, and until it has shown something
begin()
{
	"$NETLET" ifstat --proc "$tmp/root" "$@" >"$tmp/out" 2>"$tmp/err" &
	pid=$!
}

lines() # NUMBER: until there are so many
{
	for tenth in $(seq 100); do
		[ "$(wc -l <"$tmp/out")" -lt "$1" ] || return 0
		sleep 0.05
	done
}

columns()
{
	mkdir -p "$tmp/root/net"
	state "$new" ' eth0: 5000 500 5 5 0 0 0 0 6000 600 6 6 0 0 0 0'
	begin -p 0.4 3
	lines 2
	state "$old" ' eth0: 501 5 5 0 0 601 6 6 0 0 0'
	lines 3
	state "$old" ' eth0: 502 5 5 0 0 602 6 6 0 0 0'
	wait $pid
	is "columns that a file has no more are not known" \
		"$(sed -n '3,$p' "$tmp/out" | sed 's/[0-9][0-9.]*/N/g' | tr -s ' \n' ' ')" " n/a n/a N N n/a n/a N N n/a n/a N N "
}

# ---- What cannot be read for long is said once, and once again when it could be read meanwhile.

unreadable()
{
	mkdir -p "$tmp/root/net"
	state "$new" ' eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'
	begin -j 0.1 25
	for try in 1 2; do
		lines $((try * 10 - 8))
		rm "$tmp/root/net/dev"
		mkdir "$tmp/root/net/dev"
		lines $((try * 10 - 3))
		rmdir "$tmp/root/net/dev"
		state "$new" ' eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'
	done
	wait $pid
	status=$?
	sed -E 's/: (Is a|No such).*//' "$tmp/err" >"$tmp/got"
	is "a file that cannot be read is named once each time" "$(sort "$tmp/got" | uniq -c | xargs)" \
		"2 ifstat: $tmp/root/net/dev"
	objects "nothing is shown then" 'map(.interfaces | length) | .[0] == 1 and .[-1] == 1 and .[5] == 0 and .[15] == 0'
}

# ---- Interrupted while it looks for the first time: nothing that is cut, and status 0.

interrupted()
{
	loopback
	mkdir -p "$tmp/root/net"
	state "$new" ' eth: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'
	seq -f ' eth%g: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16' 3000 >>"$tmp/root/net/dev"
	for when in 1 3 5; do
		for args in --prometheus --total '-j 0.1' '-i eth7,eth2999 0.1'; do
			traced -e inject=read:signal=TERM:when=$when -- --proc "$tmp/root" $args
			is "SIGTERM at read $when: ifstat $args" "$status $(wc -c <"$tmp/out") $(cat "$tmp/err")" "0 0 "
		done
	done
	traced -e inject=openat:signal=INT:when=2 -- --proc "$tmp/root" --prometheus
	is "SIGINT as the first look begins" "$status $(wc -c <"$tmp/out") $(cat "$tmp/err")" "0 0 "
}

# ---- Clocks: local time before 1970, and a sleep that is refused.

clocks()
{
	loopback
	traced $still -e trace=clock_gettime -- -l -t --total
	is "the epoch" "$status $(tail -n 1 "$tmp/out" | cut -c 1-8)" "0 00:00:00"
	for zone in ABC5 ABC-5:30:15 ABC23:59:59; do
		traced -E TZ=$zone $still -- -l -t --total
		is "local time at the epoch: $zone" "$(tail -n 1 "$tmp/out" | cut -c 1-8)" \
			"$(TZ=$zone date -d @0 +%H:%M:%S)"
	done
	for error in EPERM ENOSYS; do
		traced -e inject=clock_nanosleep:error=$error -- -l -j 0.3 4
		objects "no clock_nanosleep: $error" 'length == 4 and (map(.seconds) | add > 1.15 and add < 1.4 and min > 0.2)'
		# What comes late makes up for it, as always: a pause ends when it is due.
		traced -e inject=clock_nanosleep:error=$error -e inject=write:delay_exit=200000:when=2 -- -l -j 0.3 4
		objects "no clock_nanosleep, slow: $error" 'map(.seconds) | add > 1.15 and add < 1.4'
		# 2^32 ms and a little.
		start=$(date +%s)
		their timeout 2 strace -D -qq -o "$tmp/trace" -e inject=clock_nanosleep:error=$error \
			"$NETLET" ifstat -l -j 4294968 >"$tmp/out" 2>"$tmp/err"
		between "no clock_nanosleep, a long delay: $error, ended by a signal, in s" $(($(date +%s) - start)) 2 5
		is "no clock_nanosleep, a long delay: $error, it waits" "$(wc -c <"$tmp/out")" 0
		between "it was refused" "$(grep -c 'clock_nanosleep.*INJ' "$tmp/trace")" 1 5
	done
}

# ---- What the link carries, where a counter of 32 bits has fallen by 100 MB: 84 Gbit/s, or a reset.

speeds()
{
	helper nonetlink tests/live/nonetlink.c
	loopback
	mkdir -p "$tmp/root/net"
	for bytes in 4000000000 3900000000; do
		state "$new" " eth0: $bytes 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"
		mv "$tmp/root/net/dev" "$tmp/$bytes"
	done
	cat >"$tmp/machine" <<-'END'
	tmp=$1 speed=$2
	shift 2
	mount -t tmpfs none /proc || exit 99
	mount -t tmpfs none /sys || exit 99
	mkdir -p /proc/net /sys/class/net/eth0
	echo "$speed" >/sys/class/net/eth0/speed
	cp "$tmp/4000000000" /proc/net/dev
	"$@" &
	sleep 0.3
	cp "$tmp/3900000000" /proc/net/new
	mv /proc/net/new /proc/net/dev
	wait
	END
	while read -r speed expected; do
		their unshare --mount sh "$tmp/machine" "$tmp" "$speed" "$helpers/nonetlink" 1 \
			"$NETLET" ifstat -j 0.6 1 >"$tmp/out" 2>"$tmp/err"
		is "a link of $speed Mbit/s" "$(
			jq -r '.interfaces.eth0 | if .reset then "reset" elif .rx_bytes_per_second > 5e9 then "wrap" else . end' \
				"$tmp/out")" "$expected"
	done <<-ROWS
	400000 wrap
	10000 reset
	-1 reset
	4294967295 reset
	99999999999999999999 reset
	ROWS
}

# ---- Who is absent at first and comes has been shown.

comes()
{
	mkdir -p "$tmp/root/net"
	for names in 'there goes' 'there' 'there gone'; do
		case $names in *gone) first=there ;; *) first=other ;; esac
		state "$new" " $first: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"
		begin --total -q -i there 0.3 4
		lines 3
		state "$new" " ${names%% *}: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"
		lines 4
		[ "$names" = there ] || state "$new" ' other: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'
		wait $pid
		is "--total: $names" "$? $(wc -l <"$tmp/out") $(tail -n +3 "$tmp/out" | grep -c '0\.')" \
			"0 6 $(case $names in *goes) echo 1 ;; there) echo 3 ;; *) echo 2 ;; esac)"
	done
	begin --total -q -i nobody 0.05 2
	wait $pid
	is "--total: nobody" $? 1
}

# ---- Rows that are overwritten: nothing stray in a file, and no more than fits a terminal.

rows()
{
	mkdir -p "$tmp/root/net"
	{
		printf 'Inter-| Receive | Transmit\n face |%s\n' "$new"
		seq -f ' eth%g: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16' 650
	} >"$tmp/root/net/dev"
	# A heading that comes between two of so many columns is written with a part of the row behind it.
	cp "$tmp/root/net/dev" "$tmp/more"
	echo ' more: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16' >>"$tmp/more"
	begin -S 0.2 6
	sleep 0.5
	mv "$tmp/more" "$tmp/root/net/dev"
	wait $pid
	is "-S into a file" "$? $(tr -cd '\r' <"$tmp/out" | wc -c) $(grep -cE ' {100}' "$tmp/out")" "0 6 0"
	is "-S into a file: headings" "$(grep -c 'eth650' "$tmp/out") $(grep -c 'more' "$tmp/out")" "2 1"
	for width in 20000 4096; do
		(
			sleep 0.5
			sed '/more/d' "$tmp/root/net/dev" >"$tmp/less"
			echo " more$width: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16" >>"$tmp/less"
			mv "$tmp/less" "$tmp/root/net/dev"
		) &
		timeout 10 script -qec "stty cols $width rows 24; $NETLET ifstat --proc $tmp/root -S 0.2 6" \
			/dev/null </dev/null >"$tmp/out" 2>&1
		is "-S, $width columns and a heading meanwhile" "$? $(grep -cE ' {100}' "$tmp/out") $(
			grep -c eth10 "$tmp/out")" "0 0 2"
		wait $!
	done
	for columns in 4096 40 3 2 1; do
		for args in -S '-S -e' '-S -t -T'; do
			timeout 10 script -qec "stty cols $columns rows 24; $NETLET ifstat --proc $tmp/root $args 0.05 3" \
				/dev/null </dev/null >"$tmp/out" 2>&1
			status=$?
			tr '\r' '\n' <"$tmp/out" | awk '{ if (length($0) > most) most = length($0) } / {100}/ { stray++ }
				END { print most, stray + 0 }' >"$tmp/got"
			read -r most stray <"$tmp/got"
			is "$columns columns, ifstat $args" "$status $stray" "0 0"
			between "$columns columns, ifstat $args: of a row" "$most" 1 $((columns > 1 ? columns - 1 : 1))
		done
	done
	timeout 10 script -qec "stty cols 1 rows 24; $NETLET ifstat --proc $tmp/root -W -i eth1,eth2 0.05 1" \
		/dev/null </dev/null >"$tmp/out" 2>&1
	is "-W in one column: a row for each" "$(grep -c '0\.00 .*0\.00' "$tmp/out")" 2
}

# ---- More interfaces than there are places: the others cost no more than their lines.

crowded()
{
	mkdir -p "$tmp/root/net"
	for number in 16000 60000; do
		{
			printf 'Inter-| Receive | Transmit\n face |%s\n' "$new"
			seq -f ' eth%g: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16' $number
		} >"$tmp/root/net/dev"
		for args in --prometheus '-i eth16000,eth'$number' --total'; do
			start=$(date +%s%N)
			begin $args
			wait $pid
			status=$?
			echo "$number ${args%% *} $((($(date +%s%N) - start) / 1000000))" >>"$tmp/times"
			is "$number names, $args: status" $status 0
			[ $number != 60000 ] || cp "$tmp/out" "$tmp/out${args%% *}"
			[ $number != 60000 ] || cp "$tmp/err" "$tmp/err${args%% *}"
		done
	done
	is "60,000 names: 16,383 are shown" "$(grep -c '^node.*receive_bytes' "$tmp/out--prometheus")" 16383
	is "it is said that there are more" "$(cat "$tmp/err--prometheus")" \
		"ifstat: net/dev: more interfaces than netlet holds"
	is "who is asked for is found among all" "$(cat "$tmp/err-i")$(tail -n 1 "$tmp/out-i" | xargs)" "0.00 0.00 0.00 0.00"
	between "60,000 names, as a ratio to 16,000" "$(awk '{ time[$1 $2] = $3 }
		END { print time["60000--prometheus"] / time["16000--prometheus"] }' "$tmp/times")" 0 4
	between "one of 60,000, as a ratio to all of 16,000" "$(awk '{ time[$1 $2] = $3 }
		END { print time["60000-i"] / time["16000--prometheus"] }' "$tmp/times")" 0 2
}

# ---- Questions have numbers that nobody else comes upon.

numbers()
{
	loopback
	for run in 1 2 3; do
		traced -s 32 -e trace=sendto -- -l -n 0.01 2
		grep -oE 'seq=[0-9]+' "$tmp/trace" | cut -d = -f 2 >"$tmp/$run"
	done
	is "each question has the next number" "$(cat "$tmp/1" "$tmp/2" "$tmp/3" |
		awk 'NR % 3 != 1 && $1 != last + 1 { bad++ } { last = $1 } END { print NR, bad + 0 }')" "9 0"
	is "each run has numbers of its own" "$(cat "$tmp/1" "$tmp/2" "$tmp/3" | sort -u | wc -l)" 9
}

for test in statless refused late ended columns unreadable interrupted clocks speeds comes rows \
	crowded numbers; do
	part $test
done
done_parts
