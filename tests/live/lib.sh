# lib.sh - what the live tests share. Sourced by scripts that stand in the top folder.
#
# A zoo (zoo.c) holds sockets in a network namespace; in_zoo runs a program there. Results are TAP;
# what a test cannot try here is "not ok" with the reason.

export LC_ALL=C
NETLET=${NETLET:-${BUILD:-build}/everything/netlet} # whatever .config says
case $NETLET in /*) ;; *) NETLET=$PWD/$NETLET ;; esac
helpers=${BUILD:-build}/tests/live
case $helpers in /*) ;; *) helpers=$PWD/$helpers ;; esac
tests=0 failures=0
zoo_pid= zoo_sets= zoo_since=0
around= theirs= before_ours= ours_too=

# A script runs in process and mount namespaces of its own: what it starts ends with it, and other
# processes of the machine, that come and go, are not in its /proc.
if [ -z "$LIVE_TMP" ]; then
	LIVE_TMP=$(mktemp -d --suffix=.dir) || exit 99
	export LIVE_TMP NETLET
	if ! reason=$(unshare --pid --fork --mount-proc true 2>&1); then
		echo "not ok 1 - ready to run"
		echo "# needs root, and unshare from util-linux: $reason"
		rmdir "$LIVE_TMP"
		exit 1
	fi
	unshare --pid --fork --mount-proc --kill-child "$0" "$@" &
	trap 'kill -KILL $!' HUP INT TERM # unshare holds back SIGTERM, and its --kill-child ends the rest
	wait $!
	status=$?
	rm -rf "$LIVE_TMP"
	exit $status
fi
tmp=$LIVE_TMP

ok()
{
	tests=$((tests + 1))
	echo "ok $tests - $1"
}

not_ok() # NAME [FILE with the reason]
{
	tests=$((tests + 1))
	failures=$((failures + 1))
	echo "not ok $tests - $1"
	[ $# -lt 2 ] || head -n "${SHOW:-30}" "$2" | cat -v | sed 's/^/# /'
}

why() # NAME REASON
{
	printf '%s\n' "$2" >"$tmp/why"
	not_ok "$1" "$tmp/why"
}

is() # NAME GOT EXPECTED, two strings
{
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		printf 'expected: %s\n     got: %s\n' "$3" "$2" >"$tmp/why"
		not_ok "$1" "$tmp/why"
	fi
}

same() # NAME EXPECTED GOT, two files
{
	if diff -a "$2" "$3" >"$tmp/why"; then
		ok "$1"
	else
		not_ok "$1" "$tmp/why"
	fi
}

done_testing()
{
	echo "1..$tests"
	[ "$failures" -eq 0 ]
	exit
}

helper() # NAME SOURCE...: built unless newer than its sources
{
	out=$helpers/$1
	shift
	mkdir -p "$helpers"
	if [ ! -x "$out" ] || [ -n "$(find "$@" tests/live/*.h -newer "$out")" ]; then
		cc -O1 -Wall -Wextra -o "$out.$$" "$@" && mv "$out.$$" "$out"
	fi || {
		why "build ${out##*/}" "cc failed"
		done_testing
	}
}

need() # PROGRAM...
{
	for program; do
		if ! command -v "$program" >/dev/null; then
			why "tools" "$program is not installed"
			done_testing
		fi
	done
}

need netstat nsenter
if [ ! -x "$NETLET" ]; then
	why "ready to run" "there is no $NETLET"
	done_testing
fi

zoo_start() # SET...
{
	zoo_stop
	helper zoo tests/live/zoo*.c
	zoo_sets=$*
	zoo_dir=$tmp/zoo
	rm -rf "$zoo_dir"
	mkdir "$zoo_dir"
	: >"$tmp/zoo.out" # the last zoo's "ready" is not this one's
	mkfifo "$tmp/zoo.in"
	(cd "$zoo_dir" && exec "$helpers/zoo" "$@" <"$tmp/zoo.in" >"$tmp/zoo.out" 2>"$tmp/zoo.err" 9>&-) &
	zoo_pid=$!
	exec 9>"$tmp/zoo.in"
	rm "$tmp/zoo.in"
	tenths=0
	until grep -q '^ready' "$tmp/zoo.out" || [ $tenths -eq 300 ]; do
		kill -0 "$zoo_pid" 2>/dev/null || break
		sleep 0.1
		tenths=$((tenths + 1))
	done
	zoo_since=$(date +%s)
	if ! grep -q '^ready' "$tmp/zoo.out"; then
		not_ok "zoo $*" "$tmp/zoo.err"
		done_testing
	fi
}

zoo_stop()
{
	[ -n "$zoo_pid" ] || return 0
	exec 9>&-
	kill "$zoo_pid" 2>/dev/null
	wait "$zoo_pid" 2>/dev/null
	zoo_pid=
}

# TIME_WAIT lives for a minute: a zoo that nears it is made anew.
zoo_fresh()
{
	[ $(($(date +%s) - zoo_since)) -lt 35 ] || zoo_start $zoo_sets
}

in_zoo()
{
	nsenter --net="/proc/$zoo_pid/ns/net" "$@" 9>&-
}

# From here on both programs find no host's name, and no name server.
no_host_names()
{
	: >"$tmp/hosts"
	echo 'hosts: files' >"$tmp/nsswitch"
	grep -v '^hosts:' /etc/nsswitch.conf >>"$tmp/nsswitch"
	cat >"$tmp/nameless" <<-END
	mount --bind "$tmp/hosts" /etc/hosts || exit 99
	mount --bind "$tmp/nsswitch" /etc/nsswitch.conf || exit 99
	exec "\$@"
	END
	around="unshare --mount sh $tmp/nameless"
}

held() # PORT: the process that zoo said holds it
{
	awk -v port="$1" '$1 == "held" && $2 == port { print $3; exit }' "$tmp/zoo.out"
}

# Seconds of running timers as S; of a program cell with other owners, " +N" away and padded again.
still()
{
	sed -E 's~ (on|keepalive|timewait|probe) \([0-9]+\.[0-9][0-9]/~ \1 (S/~'
}

single_owner()
{
	awk '{
		if (match($0, / [0-9]+\/zoo \+[0-9]+ /)) {
			cell = substr($0, RSTART + 1, 20)
			sub(/ \+[0-9]+ *$/, "", cell)
			printf "%s%-20s%s\n", substr($0, 1, RSTART), cell, substr($0, RSTART + 21)
		} else
			print
	}'
}

# Timers run down: each of ours must lie between what the other program said before and after.
timers_between() # BEFORE OURS AFTER
{
	paste -d "$(printf '\001')" "$1" "$2" "$3" | awk -F '\001' '
		function seconds(s) {
			if (!match(s, / (on|keepalive|timewait|probe) \([0-9]+\.[0-9][0-9]\//))
				return -1
			s = substr(s, RSTART, RLENGTH)
			sub(/.*\(/, "", s)
			return s + 0
		}
		{ b = seconds($1); o = seconds($2); a = seconds($3) }
		b >= 0 && a <= b && (o > b + 0.02 || o < a - 0.02) {
			print "before: " $1; print "  ours: " $2; print " after: " $3; bad = 1
		}
		END { exit bad }'
}

# The same rows as net-tools at one moment: its output before and after ours must agree with itself.
# $around is a command that runs both, $before_ours one that runs ours, $ours_too more arguments for
# ours; $theirs, if set, net-tools' own arguments.
same_rows() # ARG...
{
	name="rows of netstat $*${ours_too:+ with $ours_too}"
	name=$name${before_ours:+ under ${before_ours##*/}}${around:+ under ${around##*/}}
	try=0
	while :; do
		zoo_fresh
		in_zoo $around netstat ${theirs:-"$@"} >"$tmp/before" 2>"$tmp/before.err" </dev/null
		before_status=$?
		in_zoo $around $before_ours "$NETLET" netstat $ours_too "$@" \
			>"$tmp/ours" 2>"$tmp/ours.err" </dev/null
		ours_status=$?
		in_zoo $around netstat ${theirs:-"$@"} >"$tmp/after" 2>/dev/null </dev/null
		still <"$tmp/before" >"$tmp/before.still"
		still <"$tmp/after" >"$tmp/after.still"
		single_owner <"$tmp/ours" | still >"$tmp/ours.still"
		cmp -s "$tmp/before.still" "$tmp/after.still" && break
		try=$((try + 1))
		if [ $try -eq 6 ]; then
			diff -a "$tmp/before.still" "$tmp/after.still" >"$tmp/why"
			not_ok "$name (the state did not hold still)" "$tmp/why"
			return
		fi
	done
	{
		diff -a "$tmp/before.still" "$tmp/ours.still" &&
			timers_between "$tmp/before" "$tmp/ours" "$tmp/after" &&
			diff -a "$tmp/before.err" "$tmp/ours.err" &&
			[ $ours_status -eq $before_status ]
	} >"$tmp/why" || {
		[ -s "$tmp/why" ] || echo "status $ours_status, not $before_status" >"$tmp/why"
		not_ok "$name" "$tmp/why"
		return
	}
	ok "$name"
}
