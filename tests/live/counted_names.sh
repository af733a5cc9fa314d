#!/bin/sh
# counted_names - names of hosts in counts, and when there are more of them than fit.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need mount awk

root=$tmp/root
mkdir -p "$root/net"
: >"$tmp/resolv"
for i in $(seq 9000); do echo "10.1.$((i / 250)).$((i % 250 + 1)) host$i"; done >"$tmp/hosts"
cat >>"$tmp/hosts" <<'END'
10.2.0.5 -dash
10.2.0.7 0zero
10.2.0.6 six
END
mount --bind "$tmp/hosts" /etc/hosts && mount --bind "$tmp/resolv" /etc/resolv.conf || {
	why "a hosts file of our own" "mount failed"
	done_testing
}

table() # the foreign addresses from stdin, as net/tcp
{
	awk -F . '
		BEGIN { print "  sl  local_address rem_address   st" }
		{
			printf "%4d: 0100007F:1F90 %02X%02X%02X%02X:0050 01 00000000:00000000 00:00000000 00000000     0        0 %d 1 0 20 4 30 10 -1\n",
				n, $4, $3, $2, $1, 1000 + n++
		}' >"$root/net/tcp.new"
	mv "$root/net/tcp.new" "$root/net/tcp"
}

count() # ARG...
{
	"$NETLET" netstat -t4 --count=remote --proc "$root" "$@"
}

printf '10.2.0.5\n10.2.0.6\n10.2.0.7\n' | table
is "the last as text comes first" "$(count)" "      1 six
      1 0zero
      1 -dash"
is "only what is shown is named" "$(count --top 1)" "      1 0zero"
is "a dash begins a name, too" "$(count -j | jq -c 'map(.remote)')" '["six","0zero","-dash"]'

# Round 1 fills the table of names, and the rounds behind it need others.
names()
{
	awk -v round="$1" '/^Active/ { n++ } n == round && /^tcp/ { sub(/:[^:]*$/, "", $5); print $5 }' \
		"$tmp/out" | tr '\n' ' '
}
awk '/host/ { print $1 }' "$tmp/hosts" | table
"$NETLET" netstat -t4c --interval 2 --numeric-ports --proc "$root" >"$tmp/out" 2>"$tmp/err" &
pid=$!
tenths=0
until [ "$(grep -c '^tcp' "$tmp/out")" -eq 9000 ] || [ $tenths -eq 50 ]; do
	sleep 0.1
	tenths=$((tenths + 1))
done
printf '10.1.36.1\n10.1.35.250\n10.1.35.249\n' | table
tenths=0
until [ "$(grep -c '^Active' "$tmp/out")" -ge 3 ] || [ $tenths -eq 80 ]; do
	sleep 0.1
	tenths=$((tenths + 1))
done
kill -INT $pid
wait $pid
is "more names than fit: said" "$(cat "$tmp/err")" \
	"netstat: more names of hosts than netlet holds: some show as numbers"
is "as many as fit are shown, beside our own address" "$(names 1 | tr ' ' '\n' | grep -c '^host')" 4095
is "the next round has its own" "$(names 2)" "host9000 host8999 host8998 "
done_testing
