#!/bin/sh
# attack - names that read like rows; files that never end; interrupts at any moment; a huge /etc.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need timeout mount unshare mkfifo
helper attack tests/live/attack.c
helper nodiag tests/live/nodiag.c

# A row that no socket has, as /run/forged alone and not as a part of the name it stands in.
forged()
{
	grep -a '/run/forged$' "$1" | grep -avc '\\x0a0000'
}

attack() # MODE N TIMES [PROGRAM ARG that run ours]...
{
	mode=$1 number=$2 times=$3
	shift 3
	timeout 60 unshare --net "$helpers/attack" "$mode" "$number" sh -c '
		times=$1
		shift
		while [ "$times" -gt 0 ]; do
			"$@" netstat -xan || status=$?
			times=$((times - 1))
		done
		exit ${status:-0}' - "$times" "$@" "$NETLET" >"$tmp/out" 2>"$tmp/err"
	status=$?
}

no_forged_rows() # NAME
{
	if [ "$(forged "$tmp/out")" -eq 0 ] && grep -q STREAM "$tmp/out"; then
		ok "$1"
	else
		grep -a '/run/forged$' "$tmp/out" | head -n 5 >"$tmp/why"
		not_ok "$1" "$tmp/why"
	fi
}

attack race 20 200
no_forged_rows "names bound and closed meanwhile: no row is forged"
attack churn 2000 30
is "clients that come and go: nothing is held for a forged row" "$status $(cat "$tmp/err")" "0 "
rows=$(grep -c ' @p[0-9]*$' "$tmp/out")
if [ "$rows" -ge 59700 ]; then # the kernel itself may pass over some while its table changes
	ok "clients that come and go: no row of others is lost"
else
	why "clients that come and go: no row of others is lost" "$rows rows of 60000"
fi
attack queue 20 1
no_forged_rows "in 20 listeners' queues: no row is forged"
is "in 20 listeners' queues: status" $status 0
is "in 20 listeners' queues: every row is there" "$(grep -c '^unix' "$tmp/out")" 60
attack queue 200 1
no_forged_rows "in 200 listeners' queues: no row is forged"
is "in 200 listeners' queues: what is not sure is said" \
	"$status $(grep -c 'net/unix: [0-9]* lines not understood' "$tmp/err")" "2 1"
attack many 1000 1
is "1,000 such names: each on its row" \
	"$status $(grep -c '^unix.*@r[0-9]*\\x0a0000.*/run/forged$' "$tmp/out")" "0 1000"
attack many 15000 1
is "15,000 such names: no row is forged" "$(forged "$tmp/out")" 0
is "15,000 such names: what is not sure is said" \
	"$status $(grep -c 'net/unix: [0-9]* lines not understood' "$tmp/err")" "2 1"
attack many 10 1 "$helpers/nodiag" 1
is "nobody to ask: such a name does forge a row, so these tests can fail" \
	"$(forged "$tmp/out")" 10

# tables that take a while, on a root of our own
root=$tmp/root
mkdir -p "$root/net"
{
	echo '  sl  local_address rem_address   st'
	i=0
	while [ $i -lt 100 ]; do
		echo '   0: 0100007F:1F90 0200007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 1 1 0'
		i=$((i + 1))
	done
} >"$tmp/hundred"
i=0
while [ $i -lt 2000 ]; do
	cat "$tmp/hundred"
	i=$((i + 1))
done >"$root/net/tcp"
for table in udp raw; do cp "$tmp/hundred" "$root/net/$table"; done

interrupted() # SECONDS ARG...
{
	after=$1
	shift
	timeout -k 5 -s INT --preserve-status "$after" env --default-signal=INT \
		"$NETLET" netstat --proc "$root" "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
}

: >"$tmp/results"
for after in 0.01 0.02 0.03 0.04 0.05 0.06 0.08 0.1 0.13 0.17; do
	interrupted $after -tuw -anc --interval 0.001
	echo "$status $(wc -c <"$tmp/err") $(tail -c 1 "$tmp/out" | tr '\n' e)" >>"$tmp/results"
done
is "an interrupt within a table: status 0, no complaint, whole lines" \
	"$(sort -u "$tmp/results")" "0 0 e"

rm "$root/net/tcp"
ln -s /dev/zero "$root/net/tcp"
interrupted 0.3 -tnc
is "an interrupt within a line that never ends" $status 0
rm "$root/net/tcp"
mkfifo "$root/net/tcp"
timeout 5 "$NETLET" netstat -tn --proc "$root" >"$tmp/out" 2>"$tmp/err"
is "a fifo that nobody writes to is empty" $? 0
sleep 8 >"$root/net/tcp" &
timeout 5 cat <"$root/net/tcp" >/dev/null & # so that the writer's open returns
sleep 0.2
timeout 5 "$NETLET" netstat -tn --proc "$root" >"$tmp/out" 2>"$tmp/err"
is "a fifo with a silent writer is not waited for: status" $? 2
is "a fifo with a silent writer is not waited for: named" "$(grep -c 'root/net/tcp: ' "$tmp/err")" 1
rm "$root/net/tcp"

"$NETLET" netstat -tanc --proc "$root" --interval 0.001 2>"$tmp/err" | sleep 3 &
sleep 0.5
pkill -INT -x netlet
start=$(date +%s)
while pgrep -x netlet >/dev/null && [ $(($(date +%s) - start)) -lt 4 ]; do sleep 0.1; done
is "a full pipe does not hold an interrupted one" "$(pgrep -cx netlet)" 0
wait

# what cannot be read is asked for again and again, and nothing stays open
unshare --mount sh -c 'mount -t tmpfs none /proc && exec "$@"' - \
	"$NETLET" netstat -xnc --interval 0.01 >"$tmp/out" 2>"$tmp/err" &
sleep 0.7
open=$(ls "/proc/$!/fd" | wc -l)
kill $!
is "no table, again and again: no descriptor is left open" "$((open > 0 && open < 10))" 1

# a complaint about /etc does not come between the cells of a row
cp "$tmp/hundred" "$root/net/tcp"
awk 'BEGIN { print "lots 8080/tcp"; for (i = 1; i < 20000; i++) print "s" i " " i "/udp" }' >"$tmp/big"
echo 'lots 8080/tcp' >"$tmp/small"
for size in big small; do
	unshare --mount sh -c 'mount --bind "$1" /etc/services && shift && exec "$@"' - "$tmp/$size" \
		"$NETLET" netstat -ta --proc "$root" >"$tmp/out.$size" 2>"$tmp/err.$size"
	echo $? >"$tmp/status.$size"
done
same "more services than fit: the same rows" "$tmp/out.small" "$tmp/out.big"
is "more services than fit: said" \
	"$(cat "$tmp/status.big" "$tmp/err.big")" \
	"2
netstat: /etc/services: more names than netlet holds, some show as numbers"
done_testing
