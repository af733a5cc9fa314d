#!/bin/sh
# routes_faults - kernels and sandboxes that refuse a part of rtnetlink, or break off in the middle.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
need ip route strace
helper nonetlink tests/live/nonetlink.c

start "$tmp/ordinary"
zoo_pid=$started
sleep 1 # for what the kernel adds by itself
their sh -e "$tmp/more" >"$tmp/why" 2>&1 || not_ok "routes are made" "$tmp/why"

# What strace says of a call, it has to have met: $tmp/strace has the refused ones.
with() # FAULT COMMAND ARG...
{
	fault=$1
	shift
	in_net "$zoo_pid" strace -qq -o "$tmp/strace" -e inject="$fault" "$NETLET" "$@" \
		>"$tmp/ours" 2>"$tmp/err"
	status=$?
	if ! grep -q INJECTED "$tmp/strace"; then
		why "$fault, $*" "there was no such call"
	fi
}

# Kernels before 4.20 give all tables when asked for one.
for args in -n '-n --table 100' '-n6 --table 100' '-n46 --table all' '-nj46 --table local' -nj6; do
	ours route $args >"$tmp/wanted"
	with setsockopt:error=ENOPROTOOPT route $args
	is "status of route $args without strict requests" "$status$(cat "$tmp/err")" 0
	sed 's/"expires":[0-9]*/"expires":S/' "$tmp/ours" >"$tmp/ours.still"
	sed 's/"expires":[0-9]*/"expires":S/' "$tmp/wanted" >"$tmp/wanted.still"
	same "route $args without strict requests" "$tmp/wanted.still" "$tmp/ours.still"
done

# Refused at the first word: the file, and nothing said.
for fault in sendto:error=EPERM sendto:error=ECONNREFUSED recvfrom,recvmsg:error=EPERM:when=1; do
	for args in -n -nj -nj6; do
		in_net "$zoo_pid" "$helpers/nonetlink" 1 "$NETLET" route $args >"$tmp/wanted"
		with $fault route $args
		is "status of route $args with $fault" "$status$(cat "$tmp/err")" 0
		same "route $args with $fault" "$tmp/wanted" "$tmp/ours"
	done
	with $fault route -n --table 100
	is "status of a table with $fault" "$status $(wc -l <"$tmp/err") $(wc -c <"$tmp/ours")" '2 1 0'
done

# Broken off later: what came is shown, and that it is not all is said.
for fault in recvfrom,recvmsg:error=EIO:when=2 recvfrom,recvmsg:error=ENOBUFS:when=2 recvfrom,recvmsg:retval=0:when=2; do
	for args in -n '-n --table 100' -nj; do
		ours route $args >"$tmp/wanted"
		with $fault route $args
		is "status of route $args with $fault" "$status $(wc -l <"$tmp/err")" '2 1'
		same "route $args with $fault shows what came" "$tmp/wanted" "$tmp/ours"
	done
done
for fault in recvfrom,recvmsg:error=EINTR:when=1 recvfrom,recvmsg:error=EINTR:when=2; do
	ours route -n >"$tmp/wanted"
	with $fault route -n
	is "status with $fault" "$status$(cat "$tmp/err")" 0
	same "route -n with $fault" "$tmp/wanted" "$tmp/ours"
done

# An interface that went away in between has its number.
with ioctl:error=ENODEV route -n
index=$(their ip -o link show v0 | cut -d : -f 1)
ours route -n | awk -v index_of="$index" '$NF == "v0" { $NF = "if" index_of; print }' >"$tmp/wanted"
awk -v name="if$index" '$NF == name { $1 = $1; print }' "$tmp/ours" >"$tmp/got"
is "status with interfaces that went away" "$status$(cat "$tmp/err")" 0
is "there are routes of it" "$(($(wc -l <"$tmp/wanted") > 5))" 1
same "interfaces that went away" "$tmp/wanted" "$tmp/got"

done_testing
