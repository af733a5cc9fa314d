#!/bin/sh
# netns - other network namespaces: one by its process, all of them, and a host's from a container.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need find ip jq perl pgrep setpriv strace timeout unshare
helper tenant tests/live/tenant.c

# Process 1 of our process namespace, this shell, moves into a network namespace of its own: whatever
# lives on the machine, all namespaces that our processes are in are made here.
if [ -z "$LIVE_HOME" ]; then
	export LIVE_HOME=1
	exec unshare --net "$0" "$@"
fi
ip link set lo up
awk '$4 ~ /^net:/ { print $5 }' /proc/self/mountinfo | while read -r point; do umount "$point"; done
if [ -d /run/netns ]; then
	mount -t tmpfs none /run/netns
else
	mount -t tmpfs none /run && mkdir /run/netns
fi
chmod 755 "$tmp"
cp "$NETLET" "$tmp/netlet"
NETLET=$tmp/netlet
mkfifo "$tmp/gate"
mkdir "$tmp/tenants"
nobody='setpriv --reuid 65534 --regid 65534 --clear-groups'
in= around= proc= more= sift=cat

# ---- Who lives where.

# live NAME WORD...: a tenant of that name, where $in takes it; sets $NAME to its process.
live()
{
	who=$1
	shift
	ln -sf "$helpers/tenant" "$tmp/tenants/$who"
	rm -f "$tmp/said" # others may still hold the last one
	mkfifo "$tmp/said"
	$in "$tmp/tenants/$who" "$@" >"$tmp/said" 2>"$tmp/live.err" &
	eval "$who=$!"
	if ! read -r said <"$tmp/said"; then
		not_ok "a tenant: $in $who $*" "$tmp/live.err"
		done_testing
	fi
}

leave() # PID...
{
	kill -KILL "$@"
	wait "$@" 2>/dev/null
}

inside() # PID PROGRAM ARG...
{
	where=$1
	shift
	nsenter --net="/proc/$where/ns/net" "$@"
}

number() # PID: its network namespace
{
	readlink "/proc/$1/ns/net" 2>/dev/null | tr -cd 0-9
}

# All that processes live in, by number, as far as who is given may know.
numbers() # [AROUND]
{
	$1 find /proc -mindepth 3 -maxdepth 3 -path '/proc/[0-9]*/ns/net' -printf '%l\n' 2>/dev/null |
		tr -cd '0-9\n' | sort -u | sed '/^$/d'
}

program() # PID
{
	tr '\0' '\n' <"/proc/$1/cmdline" | sed '1!d; s~^/.*/~~'
}

# ---- Ours and theirs.

# Other owners' " +N" away, padded.
one_owner()
{
	perl -pe 's/( \d+\/\S+ )(\+\d+)/$1 . " " x length $2/e'
}

# What is asked of ours with $more, done to their rows.
ports_7110_7111()
{
	sed '1,2b; /:711[01] /!d'
}

by_state()
{
	awk '/^tcp/ { print $6 }' | sort | uniq -c | sort -nr
}

by_port()
{
	awk '/^tcp/ { sub(/.*:/, "", $4); print $4 }' | sort | uniq -c | sort -nr
}

verdict() # NAME: passed when nothing was said against it
{
	if [ -s "$tmp/why" ]; then
		not_ok "$1" "$tmp/why"
	else
		ok "$1"
	fi
}

# netns_of PID ARG...: --netns PID ARG... shows what net-tools does in there, both as $around.
netns_of()
{
	pid=$1
	shift
	inside "$pid" $around netstat "$@" 2>"$tmp/theirs.err" | $sift >"$tmp/theirs"
	$around "$NETLET" netstat $proc --netns "$pid" $more "$@" >"$tmp/raw" 2>"$tmp/ours.err"
	status=$?
	one_owner <"$tmp/raw" >"$tmp/ours"
	{
		grep -q '[0-9]' "$tmp/theirs" || echo 'net-tools shows no socket'
		[ $status -eq 0 ] || echo "status $status"
		diff -a "$tmp/theirs" "$tmp/ours"
		diff -a "$tmp/theirs.err" "$tmp/ours.err"
	} >"$tmp/why"
	verdict "$(program "$pid")${around:+, as nobody}${proc:+, another root}: $more $*"
}

# all_netns ARG...: each namespace once, and in it what net-tools shows there, both as $around.
all_netns()
{
	numbers >"$tmp/numbers"
	numbers "$around" >"$tmp/known"
	$around "$NETLET" netstat $proc --all-netns $more "$@" >"$tmp/raw" 2>"$tmp/ours.err"
	status=$?
	one_owner <"$tmp/raw" >"$tmp/ours"
	grep -a '^Network namespace of ' "$tmp/raw" >"$tmp/headings"
	: >"$tmp/listed"
	while read -r heading; do
		[ ! -s "$tmp/listed" ] || echo
		pid=${heading#Network namespace of }
		pid=${pid%%/*}
		space=$(number "$pid")
		echo "$space" >>"$tmp/listed"
		grep -qx "$space" "$tmp/known" && shown=" (net:[$space])" || shown=
		echo "Network namespace of $pid/$(program "$pid")$shown"
		inside "$pid" $around netstat "$@" 2>/dev/null </dev/null | $sift
	done <"$tmp/headings" >"$tmp/theirs"
	sort "$tmp/listed" >"$tmp/sorted"
	{
		[ "$(wc -l <"$tmp/numbers")" -gt 9 ] || echo 'there are too few namespaces'
		[ $status -eq 0 ] || echo "status $status"
		diff -a "$tmp/numbers" "$tmp/sorted"
		diff -a "$tmp/theirs" "$tmp/ours"
	} >"$tmp/why"
	verdict "all${around:+, as nobody}${proc:+, another root}: $more $*"
}

# fails NAME PATTERN ARG...: status 2, nothing listed, and a complaint that begins like this.
fails()
{
	name=$1 pattern=$2
	shift 2
	$around "$NETLET" netstat "$@" >"$tmp/ours" 2>"$tmp/ours.err"
	status=$?
	{
		[ $status -eq 2 ] || echo "status $status"
		cat "$tmp/ours"
		head -n 1 "$tmp/ours.err" | grep -q "^netstat: $pattern" || {
			echo "expected on stderr: netstat: $pattern"
			cat "$tmp/ours.err"
		}
	} >"$tmp/why"
	verdict "$name"
}

# ---- A namespace made in each way, and sockets that only it has.

home=1
live here tcp 7000 link 7000 udp 7001 unix here
ip netns add blue
ip -n blue link set lo up
in='ip netns exec blue' live blue crowd 5 tcp 7100 link 7100 tcp6 7101 udp 7102 unix blue many 3 7110
: >"$tmp/again"
mount --bind /run/netns/blue "$tmp/again"
in='unshare --net' live red net crowd 2 zombies 3 tcp 7200 link 7200 unix red user 65534 udp 7202
in='unshare --pid --fork' live deep net tcp 7300 link 7300 udp 7301 unix deep
deep=$(pgrep -P "$deep")
in='unshare --user --map-root-user' live user net tcp6 7400 unix user
live green net unix green tcp 7500 link 7500 udp 7501 gift child net tcp 7502 unix heir
friend=$(pgrep -P "$green" | head -n 1)
heir=$(pgrep -P "$green" | tail -n 1)
live mixed net crowd 2 child user 65534 unix mixed tcp 7600 link 7600 crowd 2
guest=$(pgrep -P "$mixed" | tail -n 1)
live early net tcp 7700 unix early user 65534
in="nsenter --net=/proc/$early/ns/net" live late tcp 7701
ip netns add lonely
: >"$tmp/lonely"
mount --bind /run/netns/lonely "$tmp/lonely"
: >"$tmp/left"
unshare --net="$tmp/left" true
: >"$tmp/moved"
unshare --net="$tmp/moved" true
nsenter --net="$tmp/moved" ip link set lo up
in="nsenter --net=$tmp/moved" live moved unix moved tcp6 7900

# ---- One of them.

for args in -an -tan -xa -anp; do
	for pid in $home $blue $red $deep $user $green $heir $guest $late $moved; do
		netns_of "$pid" $args
	done
done
for args in -n -ln -x -nap -uanp -taneo -nlptW; do netns_of "$blue" $args; done
netns_of "$(pgrep -P "$blue" | head -n 1)" -anp
proc='--proc /proc' netns_of "$blue" -anp
more='--port 7110-7111' sift=ports_7110_7111 netns_of "$blue" -tan
more='--port 7110-7111' sift=ports_7110_7111 netns_of "$blue" -tlnp
more=--count sift=by_state netns_of "$blue" -tan
more=--count=port sift=by_port netns_of "$blue" -tln
"$NETLET" netstat --netns "$red" -tan --port 7110-7111 >"$tmp/ours" 2>"$tmp/ours.err"
is "a filter that nothing in there matches" "$? $(cat "$tmp/ours.err")" "1 "

# who holds it, wherever that lives
owner() # PORT NAMESPACE
{
	"$NETLET" netstat --netns "$2" -anp | awk -v end="127.0.0.1:$1" '
		$4 == end && /LISTEN|^udp/ { sub(/.* 0\.0\.0\.0:\* +(LISTEN +)?/, ""); sub(/ +$/, ""); print }'
}
elsewhere() # PID: whether it lives in another namespace than green
{
	[ "$(number "$1")" = "$(number "$green")" ] || echo elsewhere
}
is "a socket that a process in another namespace inherited, too" \
	"$(owner 7500 "$green") $(elsewhere "$heir")" "$green/green +1 elsewhere"
is "a socket that was passed over to a process in another namespace" \
	"$(owner 7501 "$green") $(elsewhere "$friend")" "$friend/green elsewhere"

# JSON says which
for pid in $home $blue $deep $heir; do
	is "JSON of $(program "$pid"): where from" "$("$NETLET" netstat --netns "$pid" -anpj |
		jq -c '[.[] | [.netns, .netns_pid, .netns_program]] | unique')" \
		"[[$(number "$pid"),$pid,\"$(program "$pid")\"]]"
done
is "JSON: its rows" "$("$NETLET" netstat --netns "$blue" -anpj |
	jq -r '.[] | select(.kind == "network") | "\(.proto) \(.local_address) \(.local_port) \(.pid)"')" \
	"$(inside "$blue" netstat -anp |
		sed -nE 's~^(tcp|udp)(6?) .{15} *([^ ]*):([0-9]+) .* ([0-9]+)/blue *$~\1\2 \3 \4 \5~p')"

# again_and_again ARG...: two whole copies of one listing
again_and_again()
{
	"$NETLET" netstat "$@" >"$tmp/once" 2>/dev/null
	cat "$tmp/once" "$tmp/once" >"$tmp/theirs"
	timeout -k 5 60 "$NETLET" netstat "$@" -c --interval 0.1 2>/dev/null |
		head -n "$(wc -l <"$tmp/theirs")" >"$tmp/ours"
	same "again and again: $*" "$tmp/theirs" "$tmp/ours"
}
again_and_again --netns "$blue" -anp

# a namespace full of sockets in every state
zoo_start users shared namespaces names tun tcp datagrams raw unix
printf 'exec nsenter --net=/proc/1/ns/net "$@"\n' >"$tmp/home"
before_ours="sh $tmp/home"
for args in -taneo -tan -uan -Uan -wan -xan -an -anp -nlpt; do
	zoo_fresh
	ours_too="--netns $zoo_pid" same_rows $args
done
zoo_stop

# ---- All of them.

all_netns -an
printf 'netstat: %s: out of sight\n' /run/netns/lonely "$tmp/left" >"$tmp/unseen"
unseen() # what is said of those, however it is worded
{
	sed 's/: [^:]*out of sight[^:]*$/: out of sight/' "$tmp/ours.err" | sort
}
unseen >"$tmp/sorted"
same "each that a mount alone keeps is named once" "$tmp/unseen" "$tmp/sorted"
all_netns -anp
all_netns -tan
all_netns -xa
all_netns -nlpt
more=--count sift=by_state all_netns -tan
more='--port 7110-7111' sift=ports_7110_7111 all_netns -tan
"$NETLET" netstat --all-netns -anj 2>/dev/null >"$tmp/json"
numbers >"$tmp/numbers"
"$NETLET" netstat --all-netns -an 2>/dev/null | awk '
	/^Network namespace/ { gsub(/.*\[|].*/, ""); space = $0 }
	/^(tcp|udp|raw|unix)/ { n[space]++ }
	END { for (s in n) print s, n[s] }' | sort >"$tmp/expected"
jq -r '.[].netns' "$tmp/json" | sort | uniq -c | awk '{ print $2, $1 }' >"$tmp/sorted"
same "JSON of all: as many rows of each" "$tmp/expected" "$tmp/sorted"
jq -r '.[] | "\(.netns) \(.netns_pid) \(.netns_program)"' "$tmp/json" | sort -u >"$tmp/ours"
while read -r space pid name; do
	echo "$(number "$pid") $pid $(program "$pid")"
done <"$tmp/ours" >"$tmp/theirs"
same "JSON of all: where each row is from" "$tmp/theirs" "$tmp/ours"
again_and_again --all-netns -uxanp
"$NETLET" netstat --all-netns -uxanj 2>/dev/null | jq -c . >"$tmp/once"
cat "$tmp/once" "$tmp/once" >"$tmp/theirs"
timeout -k 5 60 "$NETLET" netstat --all-netns -uxanjc --interval 0.1 2>/dev/null |
	head -n 2 | jq -c . >"$tmp/ours"
same "again and again: one array a line" "$tmp/theirs" "$tmp/ours"

# with names, for which all of them are looked through beforehand
no_host_names
printf '127.0.0.1 here\n::1 here6\n' >"$tmp/hosts"
all_netns -aW
netns_of "$blue" -aW

# as nobody, to whom /proc/PID/ns/net of others is closed
around=$nobody
is "nobody may read few of the links" "$(numbers "$nobody" | wc -l)" 4 # home, red, mixed, early
for pid in $home $blue $deep $guest $early; do
	netns_of "$pid" -an
	netns_of "$pid" -anp
done
all_netns -an
for name in /run/netns/lonely "$tmp/left"; do
	is "${name##*/} is named to nobody, too" "$(grep -c "^netstat: $name: " "$tmp/ours.err")" 1
done
is "nobody is told nothing that may be wrong" "$(grep -c ': no process' "$tmp/ours.err")" 0
all_netns -anp
is "net-tools' note comes once" "$(grep -c '^(Not all processes' "$tmp/ours.err")" 1
all_netns -tan
$nobody "$NETLET" netstat --all-netns -anj 2>/dev/null >"$tmp/json"
is "JSON as nobody: a number that one may not know is null" \
	"$(jq -r ".[] | select(.netns_pid == ($blue, $mixed)) | \"\\(.netns_pid) \\(.netns)\"" "$tmp/json" |
		sort -u)" "$(printf '%s\n' "$blue null" "$mixed $(number "$mixed")" | sort)"

# where /proc hides the processes of others
hiding()
{
	unshare --mount sh -c 'mount -t proc -o "hidepid=$1" proc /proc && shift && exec "$@"' - \
		$hidepid $nobody "$@"
}
for hidepid in 1 2; do
	hiding "$NETLET" netstat --netns "$guest" -tan >"$tmp/ours" 2>&1
	inside "$guest" netstat -tan >"$tmp/theirs"
	same "hidepid=$hidepid: one's own" "$tmp/theirs" "$tmp/ours"
	around=hiding fails "hidepid=$hidepid: another's" "/proc/$blue" --netns "$blue" -tan
	hiding "$NETLET" netstat --all-netns -an >"$tmp/ours" 2>"$tmp/ours.err"
	status=$?
	sed -n 's/^Network namespace of.*\[\(.*\)])$/\1/p' "$tmp/ours" | sort >"$tmp/sorted"
	numbers "$nobody" >"$tmp/expected"
	same "hidepid=$hidepid: all of one's own" "$tmp/expected" "$tmp/sorted"
	is "hidepid=$hidepid: nothing else" \
		"$status $(grep -c '^Network' "$tmp/ours") $(grep -vc 'out of sight' "$tmp/ours.err")" "0 4 0"
done
hidepid=1
around=hiding fails "hidepid=1: another's is not dead" "/proc/$blue.*not permitted" --netns "$blue" -tan
around=

# ---- What cannot be done.

live short tcp 7999
leave "$short"
fails "a dead process" "/proc/$short: No such process" --netns "$short" -an
fails "a dead process, counted" "/proc/$short: No such process" --netns "$short" -tan --count
zombie=$(pgrep -P "$red" -r Z | head -n 1)
fails "a zombie lives nowhere" "/proc/$zombie" --netns "$zombie" -an
for word in 0 -1 +1 x 1x self 1,2 99999999999 4294967297; do
	fails "--netns $word" "--netns $word: not a process's number" --netns "$word"
	is "--netns $word: two lines" "$(wc -l <"$tmp/ours.err")" 2
done
fails "--netns without a process" "--netns ''" --netns ''
fails "both" "--netns $blue: .*--all-netns" --netns "$blue" --all-netns
fails "both, the other way round" "--netns $blue: .*--all-netns" --all-netns --netns="$blue"
fails "--all-netns=1" "--all-netns" --all-netns=1
mkdir "$tmp/empty"
fails "no process at all" "" --proc "$tmp/empty" --all-netns -an

# again and again, until the process ends
live short net udp 7999
timeout -k 5 10 "$NETLET" netstat --netns "$short" -uanc --interval 0.1 >"$tmp/ours" 2>"$tmp/ours.err" &
job=$!
for tenth in $(seq 100); do
	[ "$(grep -c :7999 "$tmp/ours")" -lt 2 ] || break
	sleep 0.1
done
leave "$short"
wait "$job"
is "again and again, until it ends: status 2, and one complaint" \
	"$? $(wc -l <"$tmp/ours.err") $(grep -c "^netstat: /proc/$short: No such process" "$tmp/ours.err")" "2 1 1"

# ---- From a container, which sees the host's /proc in a folder.

mkdir "$tmp/host"
cat >"$tmp/box" <<'END'
mount --bind /proc "$1" && mount -t proc proc /proc && ip link set lo up && shift && exec "$@"
END
in="unshare --pid --fork --net --mount sh $tmp/box $tmp/host" live boxed tcp 7800
boxed=$(pgrep -P "$boxed")
from_box()
{
	nsenter --target "$boxed" --pid --net --mount "$@"
}
for args in -an -tan -xa -anp; do
	netstat $args >"$tmp/theirs"
	from_box "$NETLET" netstat --proc "$tmp/host" --netns 1 $args 2>"$tmp/ours.err" | one_owner >"$tmp/ours"
	{
		diff -a "$tmp/theirs" "$tmp/ours"
		cat "$tmp/ours.err"
	} >"$tmp/why"
	verdict "the host's from a container: $args"
done
inside "$blue" netstat -anp >"$tmp/theirs"
from_box "$NETLET" netstat --proc "$tmp/host" --netns "$blue" -anp >"$tmp/ours" 2>&1
same "another of the host's" "$tmp/theirs" "$tmp/ours"
from_box "$NETLET" netstat --proc "$tmp/host" --all-netns -anp >"$tmp/ours" 2>"$tmp/ours.err"
"$NETLET" netstat --all-netns -anp >"$tmp/theirs" 2>"$tmp/theirs.err"
same "all of the host's" "$tmp/theirs" "$tmp/ours"
same "all of the host's: those out of sight" "$tmp/theirs.err" "$tmp/ours.err"

noted() # NAME EXPECTED ARG...: stderr, while 20 lines at most are read
{
	name=$1 expected=$2
	shift 2
	from_box timeout -k 5 60 "$NETLET" netstat "$@" 2>"$tmp/ours.err" | head -n 20 >"$tmp/ours"
	is "$name: stderr" "$(cat "$tmp/ours.err")" "$expected"
}
note="netstat: --proc: net/ there is our own; --netns 1 shows that of its processes"
noted "the host's /proc alone" "$note" --proc "$tmp/host" -tan
from_box netstat -tan >"$tmp/theirs"
same "the host's /proc alone: one's own sockets" "$tmp/theirs" "$tmp/ours"
noted "the same, again and again" "$note" --proc "$tmp/host" -tanc --interval 0.1
is "the same, again and again: it was listed" "$(grep -c '7800.*LISTEN' "$tmp/ours")" 6
noted "the same, JSON" "$note" --proc "$tmp/host" -tanj
noted "the same, with -p" "$note" --proc "$tmp/host/" -tanp
noted "the same, counted" "$note" --proc "$tmp/host" -tan --count
noted "--netns given" "" --proc "$tmp/host" --netns 1 -tan
noted "--all-netns given" "$(cat "$tmp/theirs.err")" --proc "$tmp/host" --all-netns -uan
noted "--proc /proc" "" --proc /proc -tan
noted "--proc /proc/" "" --proc /proc/ -tan
noted "no --proc" "" -tan
from_box "$NETLET" netstat --all-netns -uan >"$tmp/ours" 2>"$tmp/ours.err"
is "within the container: its own" "$(grep -c '^Network' "$tmp/ours") $(head -n 1 "$tmp/ours")" \
	"1 Network namespace of 1/boxed (net:[$(number "$boxed")])"
is "within the container: one that lives outside is not said to have no process" \
	"$(grep '/blue:' "$tmp/ours.err" | grep -c 'no process lives')" 0

# ---- A saved copy.

copy() # DIR PID...
{
	root=$1
	shift
	for pid; do
		mkdir -p "$root/$pid/net" "$root/$pid/ns" "$root/$pid/fd"
		for table in tcp tcp6 udp udp6 udplite udplite6 raw raw6 unix; do
			[ ! -e "/proc/$pid/net/$table" ] || echo "/proc/$pid/net/$table"
		done | xargs cp -t "$root/$pid/net"
		cp "/proc/$pid/cmdline" "/proc/$pid/mountinfo" "$root/$pid"
		cp -P "/proc/$pid/ns/net" "$root/$pid/ns"
		find "/proc/$pid/fd" -lname 'socket:*' -exec cp -P -t "$root/$pid/fd" {} +
	done
}

saved=$tmp/saved
tenants=$(find /proc -mindepth 2 -maxdepth 2 -path '/proc/[0-9]*/exe' -lname '*/tenant' 2>/dev/null |
	cut -d / -f 3)
copy "$saved" 1 $tenants
proc="--proc $saved"
for pid in $home $blue $deep $green $heir; do
	netns_of "$pid" -an
	netns_of "$pid" -anp
done
all_netns -an
unseen >"$tmp/sorted"
same "a saved 1/mountinfo tells what is out of sight" "$tmp/unseen" "$tmp/sorted"
all_netns -anp
"$NETLET" netstat $proc --all-netns -tan >"$tmp/theirs" 2>/dev/null
chown -R 65534:65534 "$saved"
$nobody "$NETLET" netstat $proc --all-netns -tan >"$tmp/ours" 2>/dev/null
same "another user may read it" "$tmp/theirs" "$tmp/ours"
fails "no such process in it" "$saved/999999" $proc --netns 999999 -an
proc=

# links that no process has a net/ behind, and one that some have
partly=$tmp/partly
copy "$partly" "$blue" "$red"
for pid in 30001 30002; do cp -R "$partly/$blue" "$partly/$pid"; done
for pid in 30003 30004; do cp -R "$partly/$red" "$partly/$pid"; done
rm -r "$partly/$blue/net" "$partly/$red/net" "$partly/30002/net" "$partly/30003/net"
"$NETLET" netstat --proc "$partly" --all-netns -tan >"$tmp/raw" 2>"$tmp/ours.err"
status=$?
is "where some of a namespace's processes have no net/ saved: each once" \
	"$status $(sed -n 's/^Network namespace of.*net:\[\(.*\)\])$/\1/p' "$tmp/raw" | sort | tr '\n' ' ')" \
	"0 $(for pid in "$blue" "$red"; do number "$pid"; echo; done | sort | tr '\n' ' ')"
is "where some of a namespace's processes have no net/ saved: the sockets" \
	"$(grep '^tcp' "$tmp/raw" | sort)" \
	"$(for pid in "$blue" "$red"; do inside "$pid" netstat -tan; done | grep '^tcp' | sort)"

# without links: told apart by the files
bare=$tmp/bare
copy "$bare" "$blue" "$red" "$deep"
mkdir "$bare/30001" "$bare/30001/net"
ln "$bare/$blue"/net/* "$bare/30001/net"
ln -s "../$red/net" "$bare/30002"
mkdir "$bare/30003"
rm -r "$bare"/*/ns
"$NETLET" netstat --proc "$bare" --all-netns -an >"$tmp/raw" 2>"$tmp/ours.err"
is "without links: status and stderr" "$? $(cat "$tmp/ours.err")" "0 "
is "without links: each once, without a number" \
	"$(grep -c '^Network namespace of [0-9]*/[a-z]*$' "$tmp/raw") $(grep -c '^Network' "$tmp/raw")" "3 3"
is "without links: the sockets" "$(grep -E '^(tcp|udp|unix)' "$tmp/raw" | sort)" \
	"$(for pid in "$blue" "$red" "$deep"; do inside "$pid" netstat -an; done | grep -E '^(tcp|udp|unix)' | sort)"
proc="--proc $bare" netns_of "$blue" -an
is "without links: JSON" "$("$NETLET" netstat --proc "$bare" --netns "$blue" -anj |
	jq -c '[.[] | [.netns, .netns_pid, .netns_program]] | unique')" "[[null,$blue,\"blue\"]]"

# more of them than a table of fixed size can hold
mkdir "$tmp/crowded"
mount -t tmpfs none "$tmp/crowded" # folders are made fast there
mkdir "$tmp/crowded/net"
inside "$blue" cat /proc/net/udp >"$tmp/crowded/net/udp"
perl -e 'chdir shift; for (1 .. 8200) {
	mkdir $_; mkdir "$_/ns"; symlink "../net", "$_/net"; symlink "net:[" . (7e9 + $_) . "]", "$_/ns/net"; }' \
	"$tmp/crowded"
"$NETLET" netstat --proc "$tmp/crowded" --all-netns -uan >"$tmp/ours" 2>"$tmp/ours.err"
is "8200 namespaces: not all are listed, which is said" \
	"$? $(grep -c '^Network' "$tmp/ours") $(wc -l <"$tmp/ours.err") $(grep -c 'too many' "$tmp/ours.err")" "2 8192 1 1"

# net/ in a saved copy is the copy's, also in a folder that is a mount of its own, whose number may be
# that of a /proc, and with a copy of the link self
mkdir "$tmp/mounted" "$tmp/folder"
mount -t tmpfs none "$tmp/mounted"
for dir in "$tmp/folder" "$tmp/mounted"; do
	cp -R "$saved/$blue" "$saved/$blue/net" "$dir"
	for link in none 1 "$blue" 1234567; do
		[ $link = none ] || ln -s $link "$dir/self"
		"$NETLET" netstat --proc "$dir" -tan 2>&1
		rm -f "$dir/self"
	done
done >"$tmp/ours"
for n in $(seq 8); do inside "$blue" netstat -tan; done >"$tmp/theirs"
same "a saved copy needs no note" "$tmp/theirs" "$tmp/ours"

# ---- The machine's own processes, among which are the kernel's.

machine()
{
	unshare --mount sh -c 'umount /proc && exec "$@"' - "$@"
}
if [ "$(machine cat /proc/2/comm)" = kthreadd ]; then
	try=0
	until [ $try -eq 5 ]; do
		machine nsenter --net=/proc/2/ns/net netstat -tln >"$tmp/theirs"
		machine "$NETLET" netstat --netns 2 -tln >"$tmp/ours" 2>&1
		machine nsenter --net=/proc/2/ns/net netstat -tln >"$tmp/after"
		cmp -s "$tmp/theirs" "$tmp/after" && break
		try=$((try + 1))
	done
	same "a kernel thread's" "$tmp/theirs" "$tmp/ours"
	machine "$NETLET" netstat --all-netns -tln >"$tmp/ours" 2>/dev/null
	sed -n 's/^Network namespace of.*net:\[\(.*\)\])$/\1/p' "$tmp/ours" | sort >"$tmp/listed"
	is "all of the machine's: none twice" "$(uniq -d "$tmp/listed")" ""
	{
		machine readlink /proc/2/ns/net | tr -cd '0-9\n'
		numbers
	} | sort -u | comm -23 - "$tmp/listed" >"$tmp/why"
	verdict "all of the machine's: those of kernel threads and of ours"
else
	ok "a kernel thread's # SKIP there is none to be seen here"
fi

# ---- Processes that end.

numbers >"$tmp/lasting"
live churn1 churn
live churn2 churn
: >"$tmp/why"
seen=0
for round in $(seq 30); do
	"$NETLET" netstat --all-netns -uxanp >"$tmp/ours" 2>"$tmp/ours.err" || echo "status $?" >>"$tmp/why"
	grep -v 'out of sight' "$tmp/ours.err" >>"$tmp/why"
	sed -n 's/^Network namespace of.*net:\[\(.*\)\])$/\1/p' "$tmp/ours" | sort >"$tmp/listed"
	uniq -d "$tmp/listed" | sed 's/$/ twice/' >>"$tmp/why"
	comm -23 "$tmp/lasting" "$tmp/listed" | sed 's/$/ is missing/' >>"$tmp/why"
	seen=$((seen + $(comm -13 "$tmp/lasting" "$tmp/listed" | wc -l)))
done
verdict "thirty listings while namespaces come and go"
is "some of those were seen" "$((seen > 0)) $(kill -0 "$churn1" "$churn2" && echo both at work)" "1 both at work"
leave "$churn1" "$churn2"

# halted FILE PROCESS ARG...: a listing that halts when it has opened FILE, and goes on when PROCESS
# has ended.
halted()
{
	file=$1 ends=$2
	shift 2
	$around strace -qq -o /dev/null -P "$file" -e trace='?open,openat' \
		-e inject='?open,openat:signal=SIGSTOP:when=1' \
		"$NETLET" netstat "$@" >"$tmp/ours" 2>"$tmp/ours.err" &
	tracer=$!
	same=0 was=
	for tenth in $(seq 100); do
		job=$(pgrep -x netlet)
		at=$(grep -E '^State:.*[tT] |ctxt' "/proc/$job/status" 2>/dev/null | tr -d '\n')
		case $at in
		"$was") same=$((same + 1)) ;;
		*) same=0 ;;
		esac
		case $same:$at in
		2:State*) break ;;
		esac
		was=$at
		sleep 0.05
	done
	leave "$ends"
	kill -CONT "$job" || echo 'it did not halt' >>"$tmp/ours.err"
	wait "$tracer"
	status=$?
}
quiet() # NAME
{
	is "$1" "$status $(grep -v 'out of sight' "$tmp/ours.err")" "0 "
}
live small net udp 7900
halted /etc/services "$small" --all-netns -ua --numeric-hosts
quiet "the last process of a namespace ends before its turn"
is "the last process of a namespace ends before its turn: no heading" \
	"$(grep -c '^Network' "$tmp/ours") $(grep -c '/small' "$tmp/ours")" "$(wc -l <"$tmp/lasting") 0"
live small net udp 7900
halted "/proc/$small/net/udp6" "$small" --all-netns -an
quiet "it ends while its namespace is listed"
for args in -uwan -uxan; do
	live small net udp 7900
	halted "/proc/$small/net/udp6" "$small" --all-netns $args
	quiet "it ends while the tables that were asked for are read, $args"
done
live small net udp 7900
in="nsenter --net=/proc/$small/ns/net" live stays udp 7901 unix stays
halted "/proc/$small/net/tcp6" "$small" --all-netns -an
quiet "another process stays in the namespace that is listed"
is "another process stays in the namespace that is listed: its sockets" \
	"$(grep -o '^udp .*:790[0-9] ' "$tmp/ours" | awk '{ print $4 }') $(grep -c @stays "$tmp/ours")" \
	"127.0.0.1:7901 2"
leave "$stays"
live small net udp 7900
halted "/proc/$small/net/udp" "$small" --netns "$small" -uan
is "the one that was asked for ends: what was not read is said" \
	"$status $(grep -c "/proc/$small" "$tmp/ours.err")" "2 1"
# where nobody sees no other's processes, his first one is in another namespace than this
hidepid=2 around=hiding
first=$(hiding "$NETLET" netstat --all-netns -uan 2>/dev/null | sed -n '1s~.* \([0-9]*\)/.*~\1~p')
halted /etc/services "$first" --all-netns -ua --numeric-hosts
quiet "that of the first heading ends"
is "that of the first heading ends: no empty line in its place" \
	"$(head -n 1 "$tmp/ours" | grep -c "^Network namespace of") $(grep -c "/$first/" "$tmp/ours")" "1 0"
around=

# ---- Names of others.

cat >"$tmp/renamed" <<'END'
my $program = shift;
exec { $program } "odd\e[2J\nNetwork namespace of 1/odd", @ARGV;
END
in="perl $tmp/renamed" live odd net unix odd
ip netns add 'two words'
: >"$tmp/esc$(printf '\033[2J')"
unshare --net="$tmp/esc$(printf '\033[2J')" true
"$NETLET" netstat --all-netns -an >"$tmp/ours" 2>"$tmp/ours.err"
is "an odd name in a heading" "$(grep -a "^Network namespace of $odd/" "$tmp/ours")" \
	"Network namespace of $odd/odd\\x1b[2J\\x0aNetwork namespace of 1/odd (net:[$(number "$odd")])"
is "an odd name in JSON" "$("$NETLET" netstat --netns "$odd" -xanj | jq -c '.[0].netns_program')" \
	'"odd\u001b[2J\nNetwork namespace of 1/odd"'
is "an odd name of a mount" "$(grep -a '/esc' "$tmp/ours.err" | sed 's~.*/~~; s~: no.*~~')" 'esc\x1b[2J'
is "a mount of two words" "$(grep -c '^netstat: /run/netns/two words: ' "$tmp/ours.err")" 1
leave "$odd"

# ---- What it costs.

opens() # how many files and folders ours opens, and what else it asks about paths
{
	strace -qq -o "$tmp/trace" -e trace=file "$NETLET" netstat --all-netns -an >"$tmp/ours" 2>&1
	echo "$(grep -c 'O_RDONLY' "$tmp/trace") $(grep -vc 'O_RDONLY' "$tmp/trace")"
}

twenty() # N: twenty namespaces of a process and N children
{
	crowds=
	for n in $(seq 20); do
		live crowd net crowd "$1"
		crowds="$crowds $crowd"
	done
}

twenty 0
few=$(opens)
spaces=$(grep -c '^Network' "$tmp/ours")
leave $crowds
twenty 14
many=$(opens)
processes=$(ls -d /proc/[0-9]* | wc -l)
is "300 processes in 20 namespaces: as many sections" "$(grep -c '^Network' "$tmp/ours")" "$spaces"
is "300 processes: no more files are opened than for 20" "${many% *}" "${few% *}"
{
	[ "$processes" -ge 300 ] || echo "there are $processes processes only"
	[ "${many% *}" -le $((20 * spaces)) ] || echo "${many% *} files are opened for $spaces namespaces"
	[ "${many#* }" -le $((2 * processes + 12 * spaces)) ] ||
		echo "${many#* } questions about $processes processes in $spaces namespaces"
} >"$tmp/why"
verdict "300 processes: two questions about each"
leave $crowds
done_testing
