#!/bin/sh
# io - full, closed, slow and ending outputs; no /proc; signals; arguments that make no sense.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need strace perl timeout mount

n() # ARG...: our netstat in the zoo
{
	in_zoo "$NETLET" netstat "$@"
}

lines() # NAME FILE COUNT
{
	if [ "$(wc -l <"$2")" -eq "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "$2"
	fi
}

zoo_start users tun tcp datagrams unix raw
in_zoo netstat -tan >"$tmp/tan"

# output that cannot be written
for args in -an -tanp -xa --help -V; do
	n $args >/dev/full 2>"$tmp/err"
	is "$args, disk full: status" $? 2
	lines "$args, disk full: one message" "$tmp/err" 1
	n $args >&- 2>"$tmp/err"
	is "$args, no stdout: status" $? 2
	lines "$args, no stdout: one message" "$tmp/err" 1
	n $args >&- 2>&-
	is "$args, neither stdout nor stderr: status" $? 2
	n $args <&- >&- 2>&-
	is "$args, nothing open: status" $? 2
done
n --zork 2>&- >"$tmp/out"
is "no stderr, a usage error: status" $? 2
is "no stderr, a usage error: stdout" "$(cat "$tmp/out")" ""
n -tan <&- >"$tmp/out"
is "no stdin: status" $? 0
for closed in '>&- 2>&-' '<&- >&- 2>&-' '2>&-' '<&- 2>&-'; do
	for args in '-an' '-Sp' '--zork' '--proc /nowhere -an'; do
		in_zoo strace -f -y -e trace=write,writev,pwrite64,sendfile -o "$tmp/trace" \
			sh -c "exec \"\$0\" netstat $args $closed" "$NETLET" >"$tmp/out"
		# what was written went to the pipe we gave, to /dev/null, or failed
		if grep -a '= [1-9]' "$tmp/trace" | grep -avE "[a-z]+\\([0-9]+<($tmp/out|/dev/null[^>]*>*)>" \
			>"$tmp/why" && [ -s "$tmp/why" ]; then
			not_ok "$args $closed: writes nowhere else" "$tmp/why"
		else
			ok "$args $closed: writes nowhere else"
		fi
	done
done

# readers that leave
{
	sleep 0.3
	n -an 2>"$tmp/err"
	echo $? >"$tmp/status"
} | :
is "nobody reads: quiet" "$(cat "$tmp/err")" ""
is "nobody reads: SIGPIPE" "$(cat "$tmp/status")" 141
{
	trap '' PIPE
	sleep 0.3
	n -an 2>"$tmp/err"
	echo $? >"$tmp/status"
} | :
is "nobody reads, SIGPIPE ignored: status" "$(cat "$tmp/status")" 2
start=$(date +%s)
is "-c | head -1" "$(timeout 10 "$NETLET" netstat -tanc --interval 0.1 2>&1 | head -n 1)" \
	"Active Internet connections (servers and established)"
timeout 10 "$NETLET" netstat -tanc --interval 0.1 2>"$tmp/err" | head -n 1 >/dev/null
is "-c | head -1: quiet" "$(cat "$tmp/err")" ""
if [ $(($(date +%s) - start)) -le 3 ]; then
	ok "-c | head -1 ends soon"
else
	why "-c | head -1 ends soon" "it took $(($(date +%s) - start)) seconds"
fi
is "| grep" "$(n -an | grep -c ':8001 .*LISTEN')" "$(in_zoo netstat -an | grep -c ':8001 .*LISTEN')"
is "| awk" "$(n -tan | awk '$6 == "FIN_WAIT1"' | wc -l)" \
	"$(in_zoo netstat -tan | awk '$6 == "FIN_WAIT1"' | wc -l)"

# a small pipe, full at once and read late; then one that is not to block
small='fcntl(STDOUT, 1031, 4096); $m = shift; fcntl(STDOUT, F_SETFL, O_WRONLY | $m); exec @ARGV'
in_zoo netstat -an >"$tmp/expected"
in_zoo perl -MFcntl -e "$small" 0 "$NETLET" netstat -an 2>"$tmp/err" | {
	sleep 0.5
	cat
} >"$tmp/out"
same "a slow reader gets all" "$tmp/expected" "$tmp/out"
{
	in_zoo perl -MFcntl -e "$small" 2048 "$NETLET" netstat -an 2>"$tmp/err"
	echo $? >"$tmp/status"
} | {
	sleep 0.5
	cat
} >"$tmp/out"
if [ "$(cat "$tmp/status")" -eq 2 ] && [ -s "$tmp/err" ]; then
	ok "a slow reader of a pipe that does not block: an error is said"
else
	same "a slow reader of a pipe that does not block gets all" "$tmp/expected" "$tmp/out"
fi

# -c until interrupted: status 0 and whole lines
interrupted() # SECONDS ARG...
{
	seconds=$1
	shift
	timeout -k 5 -s INT --preserve-status "$seconds" env --default-signal=INT \
		nsenter --net="/proc/$zoo_pid/ns/net" "$NETLET" netstat "$@" 9>&-
}
interrupted 1.3 -tlnc --interval 0.2 >"$tmp/out" 2>"$tmp/err"
is "-c, SIGINT: status" $? 0
is "-c, SIGINT: quiet" "$(cat "$tmp/err")" ""
in_zoo netstat -tln >"$tmp/once"
sort -u "$tmp/once" >"$tmp/a"
sort -u "$tmp/out" >"$tmp/b"
same "-c, SIGINT: whole lines only" "$tmp/a" "$tmp/b"
times=$(grep -c '^Active' "$tmp/out")
if [ "$times" -ge 4 ] && [ "$times" -le 8 ]; then
	ok "-c --interval 0.2 listed $times times in 1.3 seconds"
else
	why "-c --interval 0.2 in 1.3 seconds" "it listed $times times"
fi
interrupted 2.5 -tlnc >"$tmp/out"
is "-c, each second: in 2.5 seconds" "$(grep -c '^Active' "$tmp/out")" 3
interrupted 1.3 -tln --interval 0.2 >"$tmp/out"
is "--interval alone repeats, too: status" $? 0
{
	interrupted 0.7 -tanc --interval 0.01 2>"$tmp/err"
	echo $? >"$tmp/status"
} | {
	sleep 1.5
	cat
} >"$tmp/out"
is "SIGINT while the pipe is full: status" "$(cat "$tmp/status")" 0
sort -u "$tmp/out" | grep -avxFf "$tmp/tan" >"$tmp/why"
if [ ! -s "$tmp/out" ] || [ -s "$tmp/why" ] || [ -n "$(tail -c 1 "$tmp/out")" ]; then
	not_ok "SIGINT while the pipe is full: whole lines" "$tmp/why"
else
	ok "SIGINT while the pipe is full: whole lines"
fi

# without /proc, with another, with a wrong one
cat >"$tmp/bare" <<'END'
mount -t tmpfs none /proc || exit 99
exec "$@"
END
for args in -tan -xan -nlpt -an; do
	in_zoo unshare --mount sh "$tmp/bare" "$NETLET" netstat $args >"$tmp/out" 2>"$tmp/err"
	status=$?
	if [ $status -eq 0 ] && in_zoo netstat $args | cmp -s - "$tmp/out"; then
		ok "no /proc, $args: all rows"
	else
		is "no /proc, $args: status" $status 2
		if grep -q /proc "$tmp/err" && [ "$(wc -l <"$tmp/err")" -le 10 ]; then
			ok "no /proc, $args: it is said"
		else
			not_ok "no /proc, $args: it is said" "$tmp/err"
		fi
	fi
done
mkdir "$tmp/empty" "$tmp/net" "$tmp/net/net"
for dir in "$tmp/nowhere" "$tmp/empty" "$tmp/tan"; do
	n --proc "$dir" -tan >"$tmp/out" 2>"$tmp/err"
	is "--proc ${dir##*/}: status" $? 2
	if grep -qE "^netstat: (--proc )?$dir" "$tmp/err"; then
		ok "--proc ${dir##*/}: named"
	else
		not_ok "--proc ${dir##*/}: named" "$tmp/err"
	fi
done

# arguments that make no sense: one line naming the word, one pointing at --help
while read -r word args; do
	timeout 5 "$NETLET" netstat $args >"$tmp/out" 2>"$tmp/err"
	status=$?
	if [ $status -eq 2 ] && [ ! -s "$tmp/out" ] && [ "$(wc -l <"$tmp/err")" -eq 2 ] &&
		head -n 1 "$tmp/err" | grep -qF -e "$word" && sed -n 2p "$tmp/err" | grep -qF -e --help; then
		ok "usage: $args"
	else
		echo "status $status" >>"$tmp/err"
		cat "$tmp/out" >>"$tmp/err"
		SHOW=6 not_ok "usage: $args" "$tmp/err"
	fi
done <<'END'
--zork --zork
zork zork
-k -tank
--nu --nu
--tcp=1 --tcp=1
-A -A
-A -anA
zork -A zork
zork -A inet,zork
--protocol --protocol
--interval --interval
x --interval x
0 --interval 0
-1 --interval -1
1x -c --interval 1x
99999999999999999999 --interval 99999999999999999999
--proc -an --proc
END
escape=$(printf 'z\033[2J')
in_zoo "$NETLET" netstat "--$escape" >"$tmp/out" 2>&1
is "an argument with an escape is named harmlessly" \
	"$(head -n 1 "$tmp/out" | grep -c '\\x1b\[2J')" 1
done_testing
