#!/bin/sh
# cases.sh - every case of cases/: a command, and the exact bytes that it must print.
#
#	tests/golden/cases.sh [NAME]...
#
#	NAME.cmd     the command, in the words below; a comment `# needs: UNIX` names what of
#	             applets/netstat/Kconfig (NETSTAT_UNIX) it cannot do without
#	NAME.out     its stdout; no such file: nothing
#	NAME.err     its stderr; no such file: nothing
#	NAME.status  its exit status; no such file: 0
#	NAME.why     net-tools prints other rows on the same root: why, an empty line, and the
#	             difference from its rows to ours, as diff prints it. Where the first word is
#	             `alone:`, net-tools cannot be asked.
#
# Every case that says `on` or `on_route` is held against net-tools, too, so that no case is our own
# output alone.

cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
netlet=$BUILD/netlet
case $netlet in /*) ;; *) netlet=$PWD/$netlet ;; esac
export LC_ALL=C
unset CDPATH
config=$BUILD/build/config.h
[ -f "$config" ] || config=$BUILD/config.h
qemu=
golden=tests/golden
cases=$golden/cases
number=0
bad=0
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

# ---- The words of a command.

netlet() {
	$run "$netlet" "$@"
}

netstat() {
	netlet netstat "$@"
}

route() {
	netlet route "$@"
}

ifstat() {
	netlet ifstat "$@"
}

synwatch() {
	netlet synwatch "$@"
}

# on ROOT ARGUMENTS: netstat on a saved root; net-tools' netstat takes it for its /proc.
on() {
	on_root netstat "$theirs" "$@"
}

# on_route ROOT ARGUMENTS: the same with route.
on_route() {
	on_root route "$their_route" "$@"
}

# on_ifstat ROOT ARGUMENTS: ifstat on a saved root. No other program tells totals of such a one.
on_ifstat() {
	root=$1
	shift
	ifstat --proc "tests/roots/$root/proc" "$@"
}

# on_synwatch ROOT ARGUMENTS: synwatch on a saved root; a look takes a second.
on_synwatch() {
	root=$1
	shift
	synwatch --proc "tests/roots/$root/proc" "$@"
}

# look_at ROOT LINES ARGUMENTS: the same, but the first lines of a watch, which ends then.
look_at() {
	root=$1
	lines=$2
	shift 2
	on_synwatch "$root" -w 0.02 "$@" | head -n "$lines"
}

on_root() { # APPLET PROGRAM ROOT ARGUMENTS
	applet=$1
	program=$2
	root=$3
	shift 3
	if [ $whose = ours ]; then
		netlet "$applet" --proc "tests/roots/$root/proc" "$@"
	else
		live_root "$root"
		$run $ns sh -c 'mount --bind "$1" /proc && shift && exec "$@"' - "$tmp/roots/$root" \
			timeout -s KILL 20 "$program" "$@"
	fi
}

# big ROOT ARGUMENTS: netstat on a root of a big-endian machine, by a netlet built for such a one;
# big_route: route.
big() {
	big_root netstat "$@"
}

big_route() {
	big_root route "$@"
}

big_root() { # APPLET ROOT ARGUMENTS
	applet=$1
	root=$2
	shift 2
	$qemu "$tmp/mips/netlet" "$applet" --proc "tests/roots/$root/proc" "$@"
}

# names COMMAND: with etc/ in the place of /etc.
names() {
	run="$ns sh $tmp/with-etc"
	"$@"
}

# ---- What a command may need.

# links: an empty folder, in which the command names links to the binary.
links() {
	rm -rf "$tmp/links"
	mkdir "$tmp/links" && cd "$tmp/links" || exit 99
}

# A netlet for a big-endian machine, where there is a compiler and an emulator for one; where there
# is not, the unit tests alone read such rows.
big_endian() {
	[ -z "$qemu" ] || return 0
	command -v mips-linux-gnu-gcc > /dev/null || return 1
	qemu=$(command -v qemu-mips-static || command -v qemu-mips) &&
		make -s BUILD="$tmp/mips" KCONFIG_CONFIG=/dev/null \
			CC=mips-linux-gnu-gcc CROSS_COMPILE=mips-linux-gnu- \
			> "$tmp/make" 2>&1 || { qemu= && return 1; }
}

# A root as the kernel would show it: /proc lists processes by number, and so net-tools meets the
# lowest owner of a socket first; a saved folder lists them anyhow, so the others' links are taken out.
live_root() {
	[ ! -d "$tmp/roots/$1" ] || return
	mkdir -p "$tmp/roots"
	cp -R "tests/roots/$1/proc" "$tmp/roots/$1"
	(cd "$tmp/roots/$1" && find . -path './[0-9]*/fd/*' -type l -printf '%p\t%l\n' |
		sort -t / -k 2,2n -k 4,4n | awk -F '\t' '$2 ~ /^socket:/ && seen[$2]++ { print $1 }' |
		xargs -r rm --)
}

cat > "$tmp/with-etc" << END
mount --bind $golden/etc /etc && exec "\$@"
END

ns=
for try in 'unshare -m' 'unshare -rm'; do
	[ -z "$ns" ] && reason=$($try sh -c 'mount --bind /proc /proc' 2>&1) && ns=$try
done
theirs=$(unset -f netstat && command -v netstat)
their_route=$(unset -f route && PATH=$PATH:/usr/sbin:/sbin command -v route)
case $("$theirs" --version 2> /dev/null) in
'net-tools 2.10'*) ;;
*) theirs= ;;
esac

# ---- Running.

result() { # ok|'not ok' NAME [FILE]
	number=$((number + 1))
	echo "$1 $number - $2"
	[ "$1" != ok ] && bad=1
	[ -z "$3" ] || head -n 30 "$3" | cut -c 1-300 | sed 's/^/# /'
}

wanted() { # FILE: the case's, or nothing
	if [ -f "$cases/$1" ]; then cat "$cases/$1"; fi
}

needs_of() { # NAME; what runs netstat needs that, too, and so with the others
	sed -n -e 's/^# needs: //p' -e '/^[^#]*\(on\|big\|netstat\) /s/.*/NETSTAT/p' \
		-e '/^[^#]*\(on_\|big_\|\<\)route /s/.*/ROUTE/p' \
		-e '/^[^#]*\(on_\|\<\)ifstat /s/.*/IFSTAT/p' \
		-e '/^[^#]*\(\(on_\|\<\)synwatch\|look_at\) /s/.*/SYNWATCH/p' "$cases/$1.cmd" | sort -u
}

needs_met() { # NAME
	for need in $(needs_of "$1"); do
		case $need in
		big-endian) big_endian || return 1 ;;
		*) [ ! -f "$config" ] || grep -qxE "#define ENABLE_(NETSTAT_)?$need 1" "$config" ||
			return 1 ;;
		esac
	done
}

run_case() { # NAME
	run=
	whose=ours
	(eval "$(cat "$cases/$1.cmd")") > "$tmp/out" 2> "$tmp/err" < /dev/null
	status=$?
	: > "$tmp/why"
	for stream in out err; do
		wanted "$1.$stream" > "$tmp/want"
		cmp -s "$tmp/want" "$tmp/$stream" || {
			echo "std$stream, expected and got:"
			diff -a "$tmp/want" "$tmp/$stream" | cat -v
		} >> "$tmp/why"
	done
	want=$(wanted "$1.status")
	[ "$status" -eq "${want:-0}" ] || echo "status $status, expected ${want:-0}" >> "$tmp/why"
	if [ -s "$tmp/why" ]; then
		result 'not ok' "$1" "$tmp/why"
	else
		result ok "$1"
	fi
}

beside() { # NAME: net-tools' rows, and where they differ from those of the case
	run=
	whose=theirs
	(eval "$(cat "$cases/$1.cmd")") > "$tmp/theirs" 2> /dev/null < /dev/null
	wanted "$1.out" > "$tmp/want"
	diff -a "$tmp/theirs" "$tmp/want" > "$tmp/got"
	wanted "$1.why" | sed '1,/^$/d' > "$tmp/known"
	if cmp -s "$tmp/known" "$tmp/got"; then
		result ok "$1, beside net-tools"
	else
		diff -a "$tmp/known" "$tmp/got" | cat -v > "$tmp/why"
		result 'not ok' "$1, beside net-tools" "$tmp/why"
	fi
}

[ -x "$netlet" ] || {
	result 'not ok' "there is a $netlet"
	exit 1
}
list=$*
[ -n "$list" ] || list=$(ls $cases | sed -n 's/\.cmd$//p')
for name in $list; do
	if ! needs_met "$name"; then
		echo "# $name: not here, it needs $(needs_of "$name" | xargs)"
		continue
	fi
	case $(cat "$cases/$name.cmd") in
	*names\ *) [ -n "$ns" ] || {
		result ok "$name # SKIP no mount namespace: $reason"
		continue
	} ;;
	esac
	run_case "$name"
	[ -n "$ns" ] && [ -n "$theirs" ] && [ -n "$their_route" ] || continue
	grep -qE '^(names )?on(_route)? ' "$cases/$name.cmd" || continue
	case $(wanted "$name.why") in
	alone:*) continue ;;
	esac
	beside "$name"
done
[ -n "$ns" ] && [ -n "$theirs" ] && [ -n "$their_route" ] ||
	result ok "beside net-tools # SKIP needs net-tools 2.10 and a mount namespace: $reason"

# Nothing lies about that no case reads.
if [ $# -eq 0 ]; then
	for file in "$cases"/*; do
		[ -f "${file%.*}.cmd" ] || echo "$file"
	done > "$tmp/why"
	for root in tests/roots/*/; do
		root=$(basename "$root")
		grep -rqE "((on|big)(_route|_ifstat|_synwatch)? |look_at |roots/)$root( |/|\$)" $golden --include='*.cmd' --include='*.sh' ||
			echo "tests/roots/$root"
	done >> "$tmp/why"
	if [ -s "$tmp/why" ]; then
		result 'not ok' 'every file belongs to a case' "$tmp/why"
	else
		result ok 'every file belongs to a case'
	fi
fi
echo "1..$number"
exit $bad
