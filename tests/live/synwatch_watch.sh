#!/bin/sh
# synwatch_watch - synwatch that goes on: on a terminal, into a pipe, a log; how it ends; an hour of it;
# what it says to programs; what it sees from elsewhere, with few rights, and without netlink.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
. tests/live/synwatch_lib.sh
need tmux promtool setpriv
helper nodiag tests/live/nodiag.c
helper nonetlink tests/live/nonetlink.c
helper devlog tests/live/devlog.c

# COMMAND in $victim until SIGINT after SECONDS; its status.
until_int() # SECONDS COMMAND...
{
	seconds=$1
	shift
	in_net "$victim" timeout --preserve-status -s INT "$seconds" "$@"
}

# ---- A terminal.

# The frames of $tmp/raw, as they are without the orders to the terminal: 1, 2...
frames()
{
	rm -f "$tmp"/frame.*
	tr -d '\r' <"$tmp/raw" | awk -v to="$tmp/frame." '
		{
			while ((at = index($0, "\033[H"))) {
				if (n)
					printf "%s", substr($0, 1, at - 1) >(to n)
				n++
				$0 = substr($0, at + 3)
			}
			if (n)
				print >(to n)
		}
		END { print n + 0 }'
	sed -i 's/\x1b\[[0-9]*[JK]//g' "$tmp"/frame.*
}

terminal()
{
	pair
	setting "$victim" net/ipv4/tcp_synack_retries 1 # the half-open ones go soon
	serve :: 65535 128
	in_net "$victim" ip addr add 2001:db8:1111:2222:3333:4444:5555:6666/64 dev v0 nodad
	servers=$server
	serve 2001:db8:1111:2222:3333:4444:5555:6666 65534 128
	servers="$servers $server"
	cat >"$tmp/shown" <<-END
	until [ -e $tmp/go ]; do sleep 0.05; done
	nsenter --net=/proc/$victim/ns/net timeout --preserve-status -s INT 11 $NETLET synwatch -w 0.25
	echo \$? >$tmp/finished
	sleep 60
	END
	LC_ALL=C.UTF-8 tmux -u -S "$tmp/tmux" -f /dev/null new-session -d -x 80 -y 24 "sh $tmp/shown"
	tmux -S "$tmp/tmux" pipe-pane "cat >$tmp/raw"
	: >"$tmp/go"
	until_file "$tmp/raw"
	# Long addresses, long lines; some ports a source.
	for port in 65531 65532 65533; do
		serve :: $port 128
		servers="$servers $server"
		flood 2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff,2001:db8:aaaa:bbbb:cccc:dddd:eeee:0/120 \
			fd00::2 $port 500 1500
	done
	flood 2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff 2001:db8:1111:2222:3333:4444:5555:6666 65534 500 1500
	sleep 3
	# Nobody listens any more: their half-open connections go within three seconds.
	end $servers
	until_file "$tmp/finished" 150
	sleep 0.3
	LC_ALL=C.UTF-8 tmux -S "$tmp/tmux" capture-pane -p | sed 's/ *$//' >"$tmp/screen"
	tmux -S "$tmp/tmux" kill-server
	frames >"$tmp/count"
	between "terminal: it is drawn many times" "$(cat "$tmp/count")" 20 50
	is "terminal: it is cleared once, before the first time" \
		"$(grep -o "$(printf '\033')\[2J" "$tmp/raw" | wc -l)" 1
	awk 'length($0) > 80 { print FILENAME ": " $0 }' "$tmp"/frame.* >"$tmp/wide"
	same "terminal: no line is wider than 80" /dev/null "$tmp/wide"
	is "terminal: no more lines than there are rows" \
		"$(for i in "$tmp"/frame.*; do wc -l <"$i"; done | awk '$1 > 23')" ""
	between "terminal: some fill it" "$(for i in "$tmp"/frame.*; do wc -l <"$i"; done | sort -n | tail -n 1)" 22 23
	is "terminal: some tell of the flood" "$(grep -l '^flood, ' "$tmp"/frame.* | head -n 2 | wc -l)" 2
	last=$(cat "$tmp/count")
	sed 's/ *$//' "$tmp/frame.$last" | awk '{ print } END { while (NR++ < 24) print "" }' |
		head -n 24 >"$tmp/expected"
	same "terminal: in the end nothing is left of the screens before" "$tmp/expected" "$tmp/screen"
	between "terminal: the last one is short" "$(wc -l <"$tmp/frame.$last")" 5 12
	is "terminal: the status is that of the last sample" "$(cat "$tmp/finished")" \
		"$(case $(head -n 1 "$tmp/frame.$last") in calm*) echo 0 ;; elevated*) echo 1 ;; *) echo 2 ;; esac)"
	pair_end
}

# ---- Into a pipe, and how it ends.

pipe()
{
	pair
	serve :: 80 128
	until_int 2 "$NETLET" synwatch -w 0.2 >"$tmp/out"
	is "pipe: ended by SIGINT, with the last verdict" $? 0
	between "pipe: samples" "$(grep -c '^calm: ' "$tmp/out")" 5 10
	is "pipe: nothing for a terminal" "$(grep -c "$(printf '\033')" "$tmp/out")" 0
	is "pipe: a blank line between samples" "$(grep -B 1 '^calm: ' "$tmp/out" | sed 1d | grep -c '^$')" \
		"$(($(grep -c '^calm: ' "$tmp/out") - 1))"
	before=$(seconds_now)
	{
		in_net "$victim" timeout 20 "$NETLET" synwatch -w 0.1
		echo $? >"$tmp/status"
	} 2>"$tmp/err" | head -n 2 >"$tmp/out"
	until_file "$tmp/status"
	between "head -n 2: ends it at once" "$(seconds_now)" "$before" "$(echo "$before" | awk '{ print $1 + 5 }')"
	is "head -n 2: two lines, no message" "$(wc -l <"$tmp/out") $(cat "$tmp/err")" "2 "
	for signal in INT TERM; do
		in_net "$victim" timeout --preserve-status -s $signal 1.5 "$NETLET" synwatch -w 0.2 >/dev/null
		is "SIG$signal: calm" $? 0
	done

	# Its own status when it looks once.
	synwatch >"$tmp/out"
	is "status: calm" "$? $(head -n 1 "$tmp/out" | cut -d : -f 1)" "0 calm"
	ready_in "$victim" serve :: 81 4 mute
	mute=$background
	visit 10.0.0.2 81 50 1 >"$tmp/visit"
	synwatch >"$tmp/out"
	is "status: elevated" "$? $(head -n 1 "$tmp/out" | cut -d : -f 1)" "1 elevated"
	is "status: elevated, of other ports it is calm" "$(synwatch --port 80 | head -n 1)" \
		"calm: 0 half-open connections"
	end $mute
	flood 203.0.113.7 10.0.0.2 80 2000 100000
	synwatch >"$tmp/out"
	is "status: flood" "$? $(head -n 1 "$tmp/out" | cut -d : -f 1)" "2 flood, single source 203.0.113.7"
	for signal in INT TERM; do
		in_net "$victim" timeout --preserve-status -s $signal 1.5 "$NETLET" synwatch -w 0.2 >/dev/null
		is "SIG$signal: flood" $? 2
	done
	synwatch -j | jq -c '[.verdict, .kind, .worst_source, (.listeners[0].half_open > 100),
		.sources[0].source, .per_second.cookies_received, (.timestamp > 1e9)]' >"$tmp/out"
	is "JSON" "$(cat "$tmp/out")" \
		'["flood","single source","203.0.113.7",true,"203.0.113.7",0,true]'
	until_int 1.3 "$NETLET" synwatch -w 0.2 -j >"$tmp/out"
	is "JSON: a line a sample" "$(jq -c 'select(.verdict)' "$tmp/out" | wc -l)" "$(wc -l <"$tmp/out")"
	synwatch --prometheus >"$tmp/out"
	is "Prometheus: status" $? 2
	promtool check metrics <"$tmp/out" >"$tmp/promtool" 2>&1
	status=$?
	grep -v 'no help text$' "$tmp/promtool" >"$tmp/why"
	# 3: it has only advice, of texts for people, which we have none of.
	if [ $status -ne 0 ] && [ $status -ne 3 ] || [ -s "$tmp/why" ]; then
		not_ok "Prometheus: promtool is content" "$tmp/promtool"
	else
		ok "Prometheus: promtool is content"
	fi
	is "Prometheus: verdict" "$(grep '^synwatch_verdict ' "$tmp/out")" "synwatch_verdict 2"
	is "Prometheus: listener" "$(grep -c '^synwatch_listener_half_open{listener="\[::\]:80"} 1[0-9][0-9]$' "$tmp/out")" 1
	while read -r args; do
		synwatch $args >"$tmp/out" 2>"$tmp/err"
		is "status: could not tell: $args" "$? $(head -n 1 "$tmp/err" | grep -c '^synwatch: ..*')" "3 1"
	done <<-END
	--flood 101
	--elevated 0
	--per-source 0
	--port 0
	--port 90-80
	--top 0
	--prefix4 33
	--prefix6 129
	-w 0
	-w 1x
	-w 1 2
	1
	--netns 1x
	END
	mkdir "$tmp/empty"
	synwatch --proc "$tmp/empty" >"$tmp/out" 2>"$tmp/err"
	is "status: nothing to be read" "$?" 3
	end $flood $server
	pair_end
}

# ---- Logs.

# Of lines of a log without their time: the flood is told of, and no line tells what the one before did.
told() # NAME FILE
{
	is "$1: begins with calm" "$(head -n 1 "$2")" "calm: 0 half-open connections"
	is "$1: the flood" "$(grep -c '^flood, single source 203.0.113.7: [0-9]* of [0-9]* half-open, ' "$2")" 1
	is "$1: the end of it" "$(grep -n '^flood\|^calm' "$2" | tail -n 1 | cut -d : -f 2)" calm
	sed -E 's/[0-9]+%?/N/g' "$2" | uniq -d >"$tmp/twice"
	same "$1: changes only" /dev/null "$tmp/twice"
	between "$1: lines" "$(wc -l <"$2")" 3 12
}

logs()
{
	pair
	setting "$victim" net/ipv4/tcp_synack_retries 1 # the half-open ones go soon
	serve :: 80 128
	# A /dev of its own, with little but a log.
	cat >"$tmp/own_dev" <<-END
	: >"$tmp/null"
	mount --bind /dev/null "$tmp/null" && mount -t tmpfs none /dev && : >/dev/null &&
		mount --bind "$tmp/null" /dev/null || exit 99
	"$helpers/devlog" /dev/log >"$tmp/datagrams" &
	log=\$!
	for tenth in 1 2 3 4 5 6 7 8 9 10; do [ -S /dev/log ] || sleep 0.1; done
	timeout --preserve-status -s INT 9 "$NETLET" synwatch -w 0.2 --syslog >"$tmp/syslog.out"
	kill \$log
	rm /dev/log
	timeout -s INT 1 "$NETLET" synwatch -w 0.1 --syslog >"$tmp/nolog" 2>&1
	END
	nsenter --net="/proc/$victim/ns/net" unshare --mount sh "$tmp/own_dev" 2>"$tmp/syslog.err" &
	syslog=$!
	nsenter --net="/proc/$victim/ns/net" timeout --preserve-status -s INT 9 "$NETLET" synwatch -w 0.2 --log \
		>"$tmp/log" &
	log=$!
	sleep 2
	flood 203.0.113.7 10.0.0.2 80 2000 4000
	wait $flood $log
	is "--log: status" $? 0
	wait $syslog
	is "--syslog: nothing but datagrams" "$(cat "$tmp/syslog.out" "$tmp/syslog.err")" ""
	is "--syslog: that there is none is said once" "$(cat "$tmp/nolog")" \
		"synwatch: /dev/log: No such file or directory"
	is "--log: each line has its time" "$(grep -cvE "^$(date +%Y)-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9] [a-z]" \
		"$tmp/log")" 0
	sed 's/^[^ ]* [^ ]* //' "$tmp/log" >"$tmp/log.text"
	told --log "$tmp/log.text"
	is "--syslog: name and process" "$(grep -v '^ready' "$tmp/datagrams" |
		grep -cvE '^<[0-9]+>synwatch\[[0-9]+\]: [a-z]')" 0
	sed -n 's/^<[0-9]*>[^ ]* //p' "$tmp/datagrams" >"$tmp/syslog.text"
	told --syslog "$tmp/syslog.text"
	is "--syslog: a flood is an alert" "$(sed -n 's/^<\([0-9]*\)>.*: flood, .*/\1/p' "$tmp/datagrams" | uniq)" 25
	is "--syslog: calm is information" "$(sed -n 's/^<\([0-9]*\)>.*: calm: .*/\1/p' "$tmp/datagrams" | uniq)" 30
	pair_end
}

# ---- An hour, in samples of 10 ms.

# Descriptors of a process, but for those that it opens and closes, and its memory: all of it.
grown()
{
	for look in $(seq 20); do
		ls "/proc/$1/fd" | wc -l
	done | sort -n | head -n 1
	awk '/^VmSize/ { print $2 }' "/proc/$1/status"
}

peak()
{
	awk '/^VmHWM/ { print $2 }' "/proc/$1/status"
}

samples_or() # FILE COUNT SECONDS
{
	for tenth in $(seq $(($3 * 10))); do
		[ "$(wc -l <"$1")" -lt "$2" ] || return 0
		sleep 0.1
	done
	return 1
}

hour()
{
	pair
	serve :: 80 4096
	flood 203.0.113.7,0.0.0.0/0 10.0.0.2 80 300 30000
	nsenter --net="/proc/$victim/ns/net" "$NETLET" synwatch -w 0.01 -j --top 3 >"$tmp/samples" &
	watching=$!
	# Everything has been used once.
	samples_or "$tmp/samples" 600 60
	grown $watching >"$tmp/early"
	early=$(peak $watching)
	if samples_or "$tmp/samples" 3600 90; then
		ok "an hour: 3,600 samples"
	else
		why "an hour: 3,600 samples" "$(wc -l <"$tmp/samples")"
	fi
	grown $watching >"$tmp/late"
	same "an hour: neither memory nor descriptors grow" "$tmp/early" "$tmp/late"
	# Of its fixed tables chance touches a page more now and then.
	between "an hour: nor what it uses of it" "$(peak $watching)" "$early" $((early + 64))
	kill -INT $watching
	wait $watching
	is "an hour: it ends with the last verdict" $? \
		"$(tail -n 1 "$tmp/samples" | jq '{ calm: 0, elevated: 1, flood: 2 }[.verdict]')"
	is "an hour: every line is whole" "$(jq -r .verdict "$tmp/samples" | wc -l)" "$(wc -l <"$tmp/samples")"
	end $flood
	pair_end
}

# ---- From elsewhere, with few rights, without netlink.

verdict() # COMMAND...: in $victim, what it tells in one line
{
	in_net "$victim" timeout 20 "$@" -j >"$tmp/$way.json" 2>"$tmp/$way.err"
	jq -r '"\(.verdict) \(.kind) \(.worst_source) \(.listeners[0].listener)"' "$tmp/$way.json"
	cat "$tmp/$way.err"
}

# All at the same time.
ways() # NAME EXPECTED
{
	started=
	while read -r way command; do
		eval "verdict $command" >"$tmp/$way" </dev/null &
		started="$started $!"
	done <"$tmp/ways"
	wait $started
	while read -r way command; do
		is "$1, $way" "$(cat "$tmp/$way")" "$2"
	done <"$tmp/ways"
}

elsewhere()
{
	pair
	serve :: 80 128
	nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
	# It begins in the namespace of the victim; --netns takes it back there from another.
	cat >"$tmp/ways" <<-END
	by-netlink "$NETLET" synwatch
	of-another-namespace nsenter --net=/proc/$attacker/ns/net "$NETLET" synwatch --netns $victim
	as-nobody $nobody "$NETLET" synwatch
	without-sock_diag "$helpers/nodiag" 93 "$NETLET" synwatch
	without-netlink "$helpers/nonetlink" 93 "$NETLET" synwatch
	nobody-without-netlink $nobody "$helpers/nonetlink" 1 "$NETLET" synwatch
	by-proc "$NETLET" synwatch --proc /proc
	END
	ways calm 'calm null null [::]:80'
	# Five of the backlog of four are not accepted: SYNs are dropped.
	ready_in "$victim" serve 10.0.0.2 81 4 mute
	mute=$background
	visit 10.0.0.2 81 100 8 >"$tmp/visit" &
	visiting=$!
	sleep 1
	ways "a program that does not accept" 'elevated null null 10.0.0.2:81'
	end $mute
	wait $visiting
	flood 203.0.113.9 10.0.0.2 80 2000 60000
	sleep 0.5
	ways "a source" 'flood single source 203.0.113.9 [::]:80'
	inode=$(stat -L -c %i "/proc/$victim/ns/net")
	timeout 20 "$NETLET" synwatch --all-netns -j >"$tmp/all"
	is "every namespace: status" $? 2
	is "every namespace: the one with the flood" "$(jq -r --argjson inode "$inode" \
		'select(.netns_inode == $inode) | "\(.verdict) \(.worst_source)"' "$tmp/all")" "flood 203.0.113.9"
	timeout 20 "$NETLET" synwatch --all-netns >"$tmp/all"
	is "every namespace, as text" "$(grep -c '^Network namespace of [0-9]*/[^ ]*: flood, single source 203.0.113.9: ' \
		"$tmp/all")" 1
	end $flood
	pair_end

	pair
	sed -i "s/--netns [0-9]*/--netns $victim/; s|/proc/[0-9]*/ns|/proc/$attacker/ns|" "$tmp/ways"
	serve :: 80 128
	flood 2001:db8:1:2::/64 fd00::2 80 2000 60000
	sleep 0.5
	ways "a prefix" 'flood one prefix 2001:db8:1:2::/64 [::]:80'
	end $flood
	flood 10.0.0.1 10.0.0.2 80 2000 60000
	end $server
	serve :: 80 128
	sleep 1.5
	ways "senders that answer RST" 'elevated null null [::]:80'
	end $flood $server
	pair_end
}

for test in hour terminal pipe logs elsewhere; do
	part $test
done
done_parts
