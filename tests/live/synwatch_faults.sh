#!/bin/sh
# synwatch_faults - kernels and sandboxes that refuse, break off, lie or forget while synwatch watches and
# blocks: a line says so, the watch goes on, and no table is left that is not whole.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
. tests/live/synwatch_lib.sh
. tests/live/synwatch_block_lib.sh
need setpriv strace
helper nodiag tests/live/nodiag.c
helper nonft tests/live/nonft.c
helper nonetlink tests/live/nonetlink.c

RATE=250 # SYN/s: as many parts are side by side
REQUESTS='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15' # to the kernel, of a run until its block is read back
REPLIES='1 3 5 7 8 11 12 13 14 15 16 17 18 19 20 21 22'

flooded() # [AROUND]: from now on, without an end
{
	quiet_pair
	serve :: 80 64
	flood 203.0.113.7 10.0.0.2 80 $RATE $((RATE * 100))
	# What whole tables look like.
	sleep 1.2
	synwatch -n --block --yes >"$tmp/out" 2>&1
	table >"$tmp/whole"
	is "$1: a table is made" "$(grep -c ' drop$' "$tmp/whole")" 2
	again
}

table()
{
	in_net "$victim" nft -s list table inet netlet 2>/dev/null | sed '/elements = /d'
}

# As it was before, but for the flood, half of whose entries are older than a second by then.
again()
{
	synwatch --unblock all
	sleep 1.5
}

# A watch with a fault that strace makes, from a flood's middle until it has blocked, or for SECONDS.
watched() # SECONDS FAULT
{
	nsenter --net="/proc/$victim/ns/net" strace -D -qq -o "$tmp/strace" -s 0 -e trace="${2%%:*}" \
		-e inject="$2" "$NETLET" synwatch -n --log "${how:---block}" --yes 0.2 >"$tmp/log" \
		2>"$tmp/err" &
	watch=$! # strace -D is not its parent
	until_line ': (is )?blocked' "$tmp/log" $(($1 * 10))
	kill -INT $watch
	for tenth in $(seq 50); do
		kill -0 $watch 2>/dev/null || break
		sleep 0.1
	done
	if kill -KILL $watch 2>/dev/null; then
		echo "it hangs" >>"$tmp/err"
	fi
	wait $watch 2>/dev/null
	status=$?
	until_line INJECTED "$tmp/strace" 10 || status="$status, there was no such call"
}

# One fault once: in the end it is blocked all the same.
survives() # FAULT
{
	watched 5 "$1"
	table >"$tmp/table"
	got="$status $(elements | cut -d ' ' -f 1)$(blackholes)"
	case $status in [012]) ;; *) got="$got: a bad status" ;; esac
	[ "$(wc -l <"$tmp/err")" -le 1 ] || got="$got: more than a line"
	[ ! -s "$tmp/table" ] || cmp -s "$tmp/table" "$tmp/whole" || got="$got: a half-made table"
	[ "$(sort "$tmp/log" | cut -d ' ' -f 3- | uniq -d | wc -l)" -eq 0 ] || got="$got: said twice"
	case $got in
	"$status 203.0.113.7")
		ok "$1: it is blocked in the end"
		;;
	*)
		{
			echo "$got"
			cat "$tmp/err" "$tmp/log" "$tmp/table"
		} >"$tmp/why"
		not_ok "$1: it is blocked in the end" "$tmp/why"
		;;
	esac
	again
}

refused() # ERROR
{
	flooded "requests with $1"
	for n in $REQUESTS; do
		survives "sendto:error=$1:when=$n"
	done
	end $flood
	pair_end
}

replies() # NAME FAULT
{
	flooded "$1"
	for n in $REPLIES; do
		survives "recvfrom:$2:when=$n"
	done
	end $flood
	pair_end
}

by_route()
{
	how=--block=route
	flooded "a route"
	for error in EPERM EEXIST ENOENT; do
		for n in 1 3 5 6 7 8 9 10 11 12; do
			survives "sendto:error=$error:when=$n"
		done
	done
	how=
	end $flood
	pair_end
}

eperm() { refused EPERM; }
eopnotsupp() { refused EOPNOTSUPP; }
eexist() { refused EEXIST; }
enoent() { refused ENOENT; }
enobufs() { refused ENOBUFS; }

# Of the kernel's real reply the length is one that it cannot have.
truncated() { replies "replies cut short" poke_exit=@arg2=ffff0000; }
garbled() { replies "garbled replies" poke_exit=@arg2=2400000002000000; }
empty() { replies "empty replies" retval=0; }
failing() { replies "replies that fail" error=ENOBUFS; }

# Somebody else has sent it, or it answers something else: the real one comes after it.
foreign()
{
	replies "foreign replies" retval=36:poke_exit=@arg5=1000000039300000
}

late()
{
	replies "replies to something else" \
		retval=36:poke_exit=@arg2=24000000020000003930000000000000ffffffff
}

# Something changed meanwhile: a last message with the flag that says so, of any sequence number.
interrupted()
{
	flooded "replies interrupted"
	for n in 1:01 3:01 7:01 8:02 9:02 10:03 11:03 13:02 16:05; do
		survives "recvfrom:retval=20:poke_exit=@arg2=1400000003001200${n#*:}00000000000000:when=${n%:*}"
	done
	end $flood
	pair_end
}

# The signal that ends a watch comes in the middle: what is not read to its end must not decide.
stopped()
{
	how=--block=route
	flooded "ended in the middle"
	for n in 4 6 7 8 9 10 11 12 13 14 15; do
		watched 2 sendto:signal=INT:when=$n
		at_most "ended at request $n: routes" "$(blackholes | wc -l)" 1
		is "ended at request $n: nothing wrong is said" \
			"$(grep -cE 'No such file|no more' "$tmp/log")" 0
		synwatch --unblock all
	done
	how=
	in_net "$victim" ip route add 198.51.100.0/24 via 203.0.113.7 dev v0 onlink
	sleep 1.5
	for n in 4 5 6 7 8 9 10 11; do
		watched 1 sendto:signal=INT:when=$n
		is "ended at request $n: a gateway is not blocked" "$(elements)" ''
	done
	end $flood
	pair_end
}

# For ever: it says so once, and goes on.
always()
{
	flooded "for ever"
	for fault in sendto:error=EPERM:when=10+ sendto:error=ENOBUFS:when=8+ sendto:error=EPERM:when=6+ \
		recvfrom:error=EPERM:when=12+ socket:error=EMFILE:when=5+; do
		watched 2 $fault
		case $status in [012]) status=fine ;; esac # as of the last of these samples
		is "$fault: status, and lines" "$status $(($(wc -l <"$tmp/err") < 2))" 'fine 1'
		# Once, and again only when there was no flood in between.
		said=$(grep -c '203.0.113.7: [0-9]* half-open: not blocked: ' "$tmp/log")
		between "$fault: why it is not blocked is said once" "$said" 1 "$(grep -c ' flood, ' "$tmp/log")"
		is "$fault: nothing is left" "$(elements)$(blackholes)" ''
		table >"$tmp/table"
		[ ! -s "$tmp/table" ] || same "$fault: the table is whole" "$tmp/whole" "$tmp/table"
		synwatch --unblock all
	done
	end $flood
	pair_end
}

# Somebody who may look and no more.
rights()
{
	flooded "rights"
	chmod 755 "${tmp%/*}" "$tmp"
	cp "$NETLET" "$tmp/netlet"
	setting "$victim" net/ipv4/tcp_syncookies 0
	for who in '--bounding-set -net_admin' '--reuid 65534 --clear-groups'; do
		for means in --block --block=nft --block=route; do
			in_net "$victim" setpriv $who timeout -s INT 2 "$tmp/netlet" synwatch -n --log $means --yes \
				0.2 >"$tmp/log" 2>"$tmp/err"
			is "$means with $who: status, and nothing is complained of" \
				"$? $(cat "$tmp/err")" '124 '
			is "$means with $who: it is said once" \
				"$(sed -n 's/^.*half-open: not/not/p' "$tmp/log" | uniq)" \
				'not blocked: Operation not permitted'
			is "$means with $who: nothing is left" "$(elements)$(blackholes)$(table)" ''
		done
		in_net "$victim" setpriv $who "$tmp/netlet" synwatch --list >"$tmp/out" 2>&1
		is "--list with $who" "$? $(cat "$tmp/out")" '3 synwatch: nft: Operation not permitted'
		in_net "$victim" setpriv $who "$tmp/netlet" synwatch --unblock 203.0.113.7 >"$tmp/out" 2>&1
		is "--unblock with $who" "$? $(cat "$tmp/out")" '3 synwatch: nft: Operation not permitted'
	done
	nsenter --net="/proc/$victim/ns/net" setpriv --reuid 65534 --clear-groups "$tmp/netlet" synwatch -n \
		--log --cookies --yes >"$tmp/out" 2>"$tmp/err" &
	watch=$!
	until_line tcp_syncookies "$tmp/out"
	end $watch
	has "--cookies of a user" ' tcp_syncookies may not be set$' "$tmp/out"
	# It would have been blocked.
	synwatch -n --log --block --yes >"$tmp/log" 2>&1 &
	watch=$!
	until_line ': blocked, for' "$tmp/log"
	end $watch
	is "with all rights it is blocked" "$(elements | cut -d ' ' -f 1)" 203.0.113.7
	end $flood
	pair_end
}

# A watch of some samples with a fault of files, at a path or of all that is read: never calm, and a
# line for each at most.
looked() # FAULT [PATH]
{
	nsenter --net="/proc/$victim/ns/net" timeout -s INT 2 $around strace -qq -o "$tmp/strace" \
		-e trace="${1%%:*}" ${2:+-P "$2"} -e inject="$1" "$NETLET" synwatch -n -j -w 0.2 \
		>"$tmp/out" 2>"$tmp/err"
	got="$(jq -r .verdict "$tmp/out" | grep -c calm) $(wc -l <"$tmp/out" | awk '{ print ($1 > 4) }')"
	grep -q INJECTED "$tmp/strace" || got="$got, there was no such call"
	sed -i '/^strace: /d' "$tmp/err"
	got="$got$(sort "$tmp/err" | uniq -d)"
	is "$1${2:+ of $2}${around:+ without sock_diag}: never calm, and said once" "$got" '0 1'
}

files()
{
	flooded "files"
	for file in net/netstat net/snmp sys/net/ipv4/tcp_syncookies sys/net/ipv4/ip_forward; do
		looked openat:error=ENOENT /proc/$file
		looked openat:error=EACCES /proc/$file
	done
	looked openat:error=ENOENT /proc/net/netstat
	has "a counter that is not known is none" '"queue_full_drops":null' "$tmp/out"
	end $flood
	pair_end
}

# Reads in order: what is forwarded, the counters, the cookies, and all of it again.
cut_short()
{
	flooded "files cut short"
	for n in 1 3 4 5 6 7 8 10 3+ 12+2; do
		looked read:retval=0:when=$n
		looked read:error=EIO:when=$n
	done
	end $flood
	pair_end
}

no_diag()
{
	flooded "files of sockets"
	around="$helpers/nodiag 1"
	for file in net/tcp net/tcp6; do
		looked openat:error=EACCES /proc/$file
		looked openat:error=ENOENT /proc/$file
	done
	for n in 1 2 3 4 5 6 7 8; do
		looked read:retval=0:when=$n
		looked read:error=EIO:when=$n
	done
	around=
	end $flood
	pair_end
}

# The clock of the wall goes back for a sample, and forward: nothing but the stamp does.
clock()
{
	flooded "the clock"
	nsenter --net="/proc/$victim/ns/net" timeout -s INT 3 strace -qq -o "$tmp/strace" \
		-e trace=clock_gettime "$NETLET" synwatch -n -j -w 0.2 >"$tmp/out" 2>"$tmp/err"
	calls=$(grep -n CLOCK_REALTIME "$tmp/strace" | sed -n '4,5s/:.*//p')
	for step in 80bc4e3a:1 00a8de80:0; do # 2001, 2038 and later
		for n in $calls; do
			nsenter --net="/proc/$victim/ns/net" timeout -s INT 3 strace -qq -o "$tmp/strace" \
				-e trace=clock_gettime -e "inject=clock_gettime:poke_exit=@arg2=${step%:*}0000000000000000000000:when=$n" \
				"$NETLET" synwatch -n -j -w 0.2 >"$tmp/out" 2>"$tmp/err"
			jq -r '"\(.verdict == "calm") \(.per_second.passive_opens) \(.timestamp < 1000000000 or .timestamp > 2000000000) \(.sources[0].oldest_seconds > 100)"' \
				"$tmp/out" | sort | uniq -c | awk '{ print $2, $3, $4, $5, ($1 > 1) }' >"$tmp/got"
			cat >"$tmp/wanted" <<-END
			false 0 false false 1
			false 0 true false 0
			END
			same "the clock steps at call $n to $step" "$tmp/wanted" "$tmp/got"
		done
	done
	end $flood
	pair_end
}

for one in ${ONLY:-eperm eopnotsupp eexist enoent enobufs truncated empty failing foreign late interrupted by_route stopped always \
	rights files cut_short no_diag clock garbled}; do
	part $one
done
done_parts
