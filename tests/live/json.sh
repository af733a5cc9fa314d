#!/bin/sh
# json - -j is JSON whatever the names, and says what jc makes of net-tools' rows.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need jc jq python3 perl timeout mount musl-gcc
helper crowd tests/bench/crowd.c

n() # ARG...: our netstat in the zoo
{
	in_zoo "$NETLET" netstat "$@"
}

# ---- Beside jc, whose parser takes text apart at blanks. With -o it loses its way in a row with no
# state or with a program of several words, since the timer is two words: such a row goes to it with
# U+2063 for a blank, and for no state, and comes back as it was.
for_jc()
{
	awk '
		BEGIN { blank = "\342\201\243" }
		/^Active/ { unix = /UNIX/ }
		# jc goes by the headings, but a large inode moves what stands behind it.
		unix && !/^Active/ && match(substr($0, 51), /^[^ ]+ */) {
			cell = substr($0, 51, RLENGTH)
			sub(/ +$/, "", cell)
			rest = substr($0, length(cell) < 9 ? 60 : 52 + length(cell))
			$0 = substr($0, 1, 50) sprintf("%-20s ", cell) rest
		}
		/^Proto/ {
			state = index($0, "State")
			program = index($0, "PID/Program")
			timer = index($0, "Timer")
		}
		/^(Active|Proto)/ || unix || !timer { print; next }
		{
			from = program
			if (substr($0, state, 1) == " ") {
				$0 = substr($0, 1, state - 1) blank substr($0, state + 1)
				from += 2 # what was put in has two bytes more
			}
			if (program) {
				cell = substr($0, from, 20)
				rest = substr($0, from + 20)
				match(cell, / *$/)
				blanks = substr(cell, RSTART)
				cell = substr(cell, 1, RSTART - 1)
				gsub(/ /, blank, cell)
				$0 = substr($0, 1, from - 1) cell blanks rest
			}
			print
		}' | jc --netstat 2>"$tmp/jc.err"
}

# Rows of ours that jc does not agree with. Of programs net-tools shows 19 bytes, and jc cuts blanks
# off them. A key that jc leaves out stands for null, but for the number of a port that has a name.
agree='
	def trimmed: sub(" +$"; "") | if . == "" then null else . end;
	def told: map_values(if type == "string" then gsub("\u2063"; " ") | trimmed else . end);
	def cut: if .pid then
			.program_name = ("\(.pid)/\(.program_name // "")" |
				.[0:19] | sub("^[0-9]+/"; "") | trimmed)
		else . end;
	def timed: if .timer then
			.timer |= sub(" \\([0-9]+\\.[0-9][0-9]/"; " (S/")
		else . end;
	def left_out: ["pid", "program_name", "local_port_num", "foreign_port_num", "path"];
	$jc[0] as $theirs | $ours[0] as $rows |
	if ($theirs | length) != ($rows | length) or $rows == [] then
		"\($theirs | length) rows, and ours \($rows | length)"
	else
		range($rows | length) |
		($theirs[.] | told | timed) as $t | ($rows[.] | cut | timed) as $o |
		(($o | keys) - ($t | keys)) as $more |
		select(($o | with_entries(select(.key | IN($t | keys[])))) != $t or
			($more - left_out - ["processes"]) != [] or
			any($more[] | select(. != "processes" and $o[.] != null) |
				endswith("_num") and ($o[rtrimstr("_num")] | test("[a-z]")); not)) |
		"jc: \($theirs[.] | tojson)", "we: \($rows[.] | tojson)"
	end'
beside_jc() # ARG...
{
	for try in 1 2 3; do
		zoo_fresh
		in_zoo $around netstat "$@" | for_jc >"$tmp/jc.json"
		in_zoo $around "$NETLET" netstat "$@" -j >"$tmp/ours.json" 2>"$tmp/err"
		status=$?
		jq -rn --slurpfile jc "$tmp/jc.json" --slurpfile ours "$tmp/ours.json" "$agree" \
			>"$tmp/why" 2>&1
		[ $? -eq 0 ] || echo "jq failed" >>"$tmp/why"
		[ $status -eq 0 ] || echo "status $status" >>"$tmp/why"
		cat "$tmp/err" "$tmp/jc.err" >>"$tmp/why"
		if [ ! -s "$tmp/why" ]; then
			ok "netstat $* -j and jc: $(jq length "$tmp/ours.json") rows"
			return
		fi
	done
	not_ok "netstat $* -j and jc" "$tmp/why"
}

zoo_start users shared namespaces names tun tcp datagrams raw unix
beside_jc -an
beside_jc -anp
beside_jc -ane
beside_jc -ano
beside_jc -aneop
beside_jc -taneo
beside_jc -n
beside_jc -lnp
beside_jc -uane
beside_jc -Uan
beside_jc -wanp
beside_jc -xan
beside_jc -xanp
beside_jc -an6
no_host_names
beside_jc -aeW
ports='map([.local_port_num, .foreign_port_num])'
jq -c "$ports" "$tmp/ours.json" >"$tmp/ours"
n -aneW -j | jq -c "$ports" >"$tmp/expected"
same "ports with names have their numbers" "$tmp/expected" "$tmp/ours"
around=
zoo_start tun wide datagrams users
beside_jc -anWp
beside_jc -anWe

# ---- Read strictly, and beside /proc: who holds each socket, whatever they are called.
cat >"$tmp/check.py" <<'END'
"""check.py FILE [NAMES]: what is wrong with `netstat -anep -j`; NAMES of unix sockets are there"""
import json, os, re, sys

problems = []


def bad(text):
    problems.append(ascii(text)[:300])


def shown(name):
    return name.decode("utf-8", "backslashreplace")


def program(pid):
    with open(f"/proc/{pid}/cmdline", "rb") as f:
        name = f.read(4096).split(b"\0")[0]
    if not name:
        with open(f"/proc/{pid}/comm", "rb") as f:
            return f.read()[:-1]
    return name.rsplit(b"/", 1)[-1] if name.startswith(b"/") else name


def owners():
    holders = {}
    for pid in sorted(int(p) for p in os.listdir("/proc") if p.isdigit()):
        try:
            for fd in os.listdir(f"/proc/{pid}/fd"):
                link = re.fullmatch(r"socket:\[(\d+)\]", os.readlink(f"/proc/{pid}/fd/{fd}"))
                if link:
                    holders.setdefault(int(link[1]), set()).add(pid)
        except FileNotFoundError:
            pass
    return holders


with open(sys.argv[1], "rb") as f:
    raw = f.read()
text = raw.decode("utf-8")
if re.search("[\0-\x09\x0b-\x1f\x7f-\x9f]", text):
    bad("a control character")
rows = json.loads(text, parse_constant=bad)
holders = owners()
shared = 0
for row in rows:
    pids = sorted(holders.get(row["inode"], []))
    shared += len(pids) > 1
    expected = [{"pid": p, "program_name": shown(program(p)) or None} for p in pids]
    got = [dict(p, program_name=p["program_name"] or None) for p in row["processes"]]
    if got != expected: # whether an empty name is null, is asked for below
        bad(f"processes {row['processes']}, not {expected}")
    first = expected[0] if expected else {"pid": None, "program_name": None}
    if {"pid": row["pid"], "program_name": row["program_name"]} != first:
        bad(f"{row['pid']} {row['program_name']}, not {first}")
if not shared:
    bad("no socket has two owners")
if len(sys.argv) > 2:
    with open(sys.argv[2], "rb") as f:
        expected = [shown(eval(b"b'" + line + b"'")) for line in f.read().split(b"\n")[:-1]]
    paths = [row["path"] for row in rows if row["kind"] == "socket"]
    for name in expected:
        if paths.count(name) != 1:
            bad(f"path {name}: {paths.count(name)} rows")
    if any(row["inode"] in (4242, 4343) for row in rows):
        bad("a forged row")
print("\n".join(problems))
END
# Those of zoo_unix.c.
cat >"$tmp/names" <<'END'
01 with  two blanks
02 tail blank 
03-new\nline
04-clear\x1b[2J\x1b[H
05-bad\xff\xfeutf
06-caf\xc3\xa9-\xe2\x82\xac-\xf0\x9f\x98\x80
07-del\x7f
08-c1\xc2\x9b2J
09-rawc1\x9b2J
10-back\\slash\\x1b
11-tab\tcr\rbs\b
12-overlong\xc0\xaf
13-surrogate\xed\xa0\x80
14-toolarge\xf4\x90\x80\x80
15-cut\xe2\x82
16-last\n
17-forged\n0000000000000000: 00000002 00000000 00000000 0002 01 4242 forged
@18-nul@in@the middle
@19-nul at end@@
@20-abstract\x1b]0;title\x07\nx
21-bell\x07
22-title\x1b]0;owned\x07
 23 head blank
END
printf '24-' >"$tmp/last"
for i in $(seq 104); do
	printf '\\x01' >>"$tmp/last"
done
cat "$tmp/last" >>"$tmp/names"
echo >>"$tmp/names"

checked() # NAME FILE [NAMES]
{
	jq -e 'type == "array" and length > 0' "$2" >"$tmp/jq.out" 2>&1
	is "$1: jq reads it" "$? $(cat "$tmp/jq.out")" "0 true"
	(shift && python3 "$tmp/check.py" "$@") >"$tmp/why" 2>&1
	if [ "$(cat "$tmp/why")" = "" ]; then
		ok "$1: read strictly, with all owners in order"
	else
		not_ok "$1: read strictly, with all owners in order" "$tmp/why"
	fi
}

zoo_start users shared namespaces names hostile-names tun tcp datagrams raw unix hostile-unix \
	hostile-queue
n -anep -j >"$tmp/ours.json"
checked "-anep of hostile names" "$tmp/ours.json" "$tmp/names"
is "what is empty is null" "$(jq -c '[paths(. == "")] | map(last) | unique' "$tmp/ours.json")" "[]"
is "a listener of five, in order" "$(jq -c '.[] | select(.local_port_num == 9200) |
	[.processes[].pid] | [length, . == sort, .[0]]' "$tmp/ours.json")" "[5,true,$(held 9201)]"
n -anep --json --proc /proc >"$tmp/proc.json"
jq -e 'length > 0' "$tmp/proc.json" >"$tmp/jq.out" 2>&1
is "from /proc: jq reads it" "$? $(cat "$tmp/jq.out")" "0 true"
n -an --count=program -j >"$tmp/counts.json"
is "--count=program of hostile names" \
	"$(jq -c '[length > 20, (map(.count) | add), (map(.error) | add)]' "$tmp/counts.json")" \
	"[true,$(jq length "$tmp/ours.json"),0]"
is "names in counts as in rows" "$(jq -c 'map(.program) | unique' "$tmp/counts.json")" \
	"$(jq -c 'map(if .pid then "\(.pid)/\(.program_name // "")" else null end) | unique' \
		"$tmp/ours.json")"

# ---- With filters, counts and other options.
for args in '--port 80' '--local 127.0.0.0/8' '--state syn-recv,listen' \
	'--program zoo --state established'; do
	n -anW $args | grep -vcE '^(Active|Proto)' >"$tmp/rows"
	n -an -j $args >"$tmp/out"
	status=$?
	is "-j $args: status, rows" "$status $(jq length "$tmp/out")" "0 $(cat "$tmp/rows")"
done
for args in '--port 81' '-t --local 10.0.0.0/8' '-x --state syn-recv' '--count --port 81'; do
	n -an -j $args >"$tmp/out" 2>&1
	is "-j $args: nothing" "$? $(cat "$tmp/out")" "1 []"
done
is "-j without rows or filter" "$(n -xlnj --count=remote)" "[]"
for field in state remote local port rport proto remote/24; do
	n -tan --count=$field >"$tmp/text"
	n -tan --count=$field -j | jq -r --arg key "${field%/*}" \
		'.[] | "\(.count) \(.[$key])", (.error | select(. != 0))' |
		awk '{ count = $1; sub(/^[^ ]* /, ""); printf "%7d %s\n", count, $0 }' >"$tmp/ours"
	same "-j --count=$field has the same rows" "$tmp/text" "$tmp/ours"
done

# ---- -c: one array a line, until interrupted.
interrupted() # SECONDS ARG...
{
	seconds=$1
	shift
	timeout --foreground -k 5 -s INT --preserve-status "$seconds" env --default-signal=INT \
		nsenter --net="/proc/$zoo_pid/ns/net" "$NETLET" netstat "$@" 9>&-
}
interrupted 2 -anep -jc --interval 0.2 >"$tmp/out" 2>"$tmp/err"
is "-c -j, SIGINT: status" "$? $(cat "$tmp/err")" "0 "
times=$(wc -l <"$tmp/out")
if [ "$times" -ge 3 ] && [ "$times" -le 11 ]; then
	ok "-c --interval 0.2 -j wrote $times lines in 2 seconds"
else
	why "-c --interval 0.2 -j in 2 seconds" "it wrote $times lines"
fi
for line in 1 2; do
	sed -n "${line}p" "$tmp/out" >"$tmp/line.json"
	checked "-c -j, line $line" "$tmp/line.json" "$tmp/names"
done
is "-c -j: each line is an array" "$(jq -R 'fromjson | type' "$tmp/out" | uniq)" '"array"'
interrupted 0.5 -anc -j --count --interval 0.1 >"$tmp/out"
is "-c --count -j: status" $? 0
n -an -j --count | jq -c . >"$tmp/once"
jq -Rc fromjson "$tmp/out" | sed '$d' | sort -u >"$tmp/ours" # the last one may be cut short
same "-c --count -j: arrays, one a line" "$tmp/once" "$tmp/ours"

# ---- Output that cannot be written.
for args in -an -anp -xan '-an --count=remote' '-an --port 80' '-anc --interval 0.1'; do
	n $args -j >/dev/full 2>"$tmp/err"
	is "$args -j, disk full: status, messages" "$? $(wc -l <"$tmp/err")" "2 1"
	n $args -j >&- 2>"$tmp/err"
	is "$args -j, no stdout: status, messages" "$? $(wc -l <"$tmp/err")" "2 1"
done
for args in '-an --port 81' '-an --count --port 81'; do
	n $args -j >/dev/full 2>"$tmp/err"
	is "$args -j, nothing found, disk full: status, messages" "$? $(wc -l <"$tmp/err")" "2 1"
done
zoo_stop

# ---- Interrupted at any moment, the rows are whole and the array is closed.
cat >"$tmp/interrupt.sh" <<'END'
cd "$1" || exit
"$NETLET" netstat -tan >rows
"$NETLET" netstat -tan -j >rows.json
stop() # SECONDS NAME ARG...
{
	seconds=$1 name=$2
	shift 2
	timeout --foreground -k 5 -s INT --preserve-status "$seconds" \
		env --default-signal=INT "$NETLET" netstat -tan "$@"
	echo $? >"$name.status"
}
for i in $(seq 20); do
	after=0.$(printf %03d $((4 * i)))
	stop $after text.$i -c --interval 0.003 >text.$i
	stop $after json.$i -jc --interval 0.003 >json.$i
done
for i in $(seq 6); do
	after=0.$(printf %03d $((50 * i)))
	for kind in '' -j; do
		# nothing is read until after the interrupt; then, all the while a little
		stop $after late$kind.$i -c $kind --interval 0.003 | {
			sleep 0.6
			cat
		} >late$kind.$i &
		stop $after drip$kind.$i -c $kind --interval 0.003 | perl -e '
			while (sysread STDIN, $b, 8192) {
				syswrite STDOUT, $b;
				select undef, undef, undef, 0.02;
			}' >drip$kind.$i &
	done
	stop 0.0$((i * 2 - 2))1 once.$i -j | {
		sleep 0.3
		cat
	} >once.$i &
	[ $((i % 3)) -gt 0 ] || wait
done
END
cat >"$tmp/whole.py" <<'END'
"""whole.py: what is wrong with the outputs that interrupt.sh left"""
import glob, json

rows = open("rows").read().splitlines()
objects = json.load(open("rows.json"))
known = set(rows)


def whole(name, data):
    """Whether all rows are there; raises ValueError where something else is."""
    if data and not data.endswith("\n"):
        raise ValueError("no end of the line")
    lines = data.splitlines()
    if not name.startswith(("json", "once")) and "-j" not in name:
        for line in lines:
            if line not in known:
                raise ValueError(f"a row {line!r}")
        return len(lines) % len(rows) == 0
    if name.startswith("once"):
        lines = [data] if data else []
    arrays = [json.loads(line) for line in lines]
    for array in arrays:
        if array != (objects[:len(array)] if array is arrays[-1] else objects):
            raise ValueError("other rows")
    return not arrays or arrays[-1] == objects


names = sorted(set(glob.glob("*.[0-9]*")) - set(glob.glob("*.status")))
cut = {"text": 0, "json": 0}
for name in names:
    data = open(name).read()
    status = int(open(name + ".status").read())
    try:
        if not whole(name, data):
            cut["text" if name.startswith("text") else "json"] += 1
    except ValueError as error:
        print(f"{name}: {error}; it ends with {data[-60:]!r}")
    # it may be interrupted before it began, and without -c it dies of it
    if status != 0 and not (status == 130 and (not data or name.startswith("once"))):
        print(f"{name}: status {status}")
print(len(names), "outputs, with listings cut short" if all(cut.values()) else cut)
END
mkdir "$tmp/interrupt"
"$helpers/crowd" 8000 sh "$tmp/interrupt.sh" "$tmp/interrupt"
is "interrupted at many moments" "$(cd "$tmp/interrupt" && python3 "$tmp/whole.py" 2>&1)" \
	"70 outputs, with listings cut short"

# ---- Memory does not grow with the rows. peak must be small: see there.
peak=$helpers/peak
if [ ! -x "$peak" ] || [ -n "$(find tests/bench/peak.c -newer "$peak")" ]; then
	musl-gcc -static -O2 -o "$peak.$$" tests/bench/peak.c && mv "$peak.$$" "$peak"
fi
export peak
cat >"$tmp/peak.sh" <<'END'
"$peak" -n 3 rows "$NETLET" netstat -tan -j
"$peak" holders "$NETLET" netstat -tanp -j
"$NETLET" netstat -tan -j | tail -c 1000 >"$1"
"$NETLET" netstat -tan -j | grep -c proto >>"$1"
END
"$helpers/crowd" 10 sh "$tmp/peak.sh" "$tmp/few.tail" >"$tmp/few"
"$helpers/crowd" 100000 sh "$tmp/peak.sh" "$tmp/many.tail" >"$tmp/many"
cat "$tmp/few" "$tmp/many" >"$tmp/peaks"
is "measured" "$(awk '{ print $NF }' "$tmp/peaks" | tr '\n' ' ')" "ok ok ok ok "
is "100,000 rows, and the end of the array" "$(tail -n 2 "$tmp/many.tail" | tail -c 10)" "}]
100008"
few=$(awk '$1 == "rows" { print $5 }' "$tmp/few")
many=$(awk '$1 == "rows" { print $5 }' "$tmp/many")
if [ "$many" -le $((few + 128)) ] && [ "$many" -le 528 ]; then
	ok "peak memory of -j: $few KB for 10 sockets, $many KB for 100,000"
else
	why "peak memory of -j" "$few KB for 10 sockets, $many KB for 100,000"
fi
if [ "$(awk '$1 == "holders" { print $5 }' "$tmp/many")" -gt 1000 ]; then
	ok "memory that grows with the sockets is seen"
else
	not_ok "memory that grows with the sockets is seen" "$tmp/many"
fi
done_testing
