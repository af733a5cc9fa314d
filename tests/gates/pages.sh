#!/bin/sh
# pages.sh - manual pages: their form, that they name the options there are, and get installed.

. "$(dirname "$0")/lib"

netlet=$BUILD/everything/netlet
trap 'rm -rf "$results" "$results".*' EXIT

# An applet's options, three times, as --help writes them: `-A, --protocol FAMILY`, `--count[=FIELD]`.
# A row of the table without a help text is another spelling: `hidden --ip`.
in_table() {
	sed -n '/^static const struct opt opts\[\] = {$/,/^};$/p' "applets/$1/$1.c" | tr -d '\n\t' |
		sed "s/OPTION(\(0\|'.'\), [a-z]*, /\n&/g" |
		sed -En "s/^OPTION\((0|'(.)'), [a-z]+, \"([^\"]*)\", [A-Z0-9_]+, *\"([^\"]*)\", *(\"\"\))?.*/\5|\2|\3|\4/p" |
		awk -F '|' '{
			letter = $2 == "" ? "" : "-" $2 ($3 == "" ? "" : ", ")
			word = $3 == "" ? "" : "--" $3
			print ($1 == "" ? "" : "hidden ") letter word ($4 ~ /^[^[]/ ? " " : "") $4
		}'
}
in_help() {
	"$netlet" "$1" --help | sed -En 's/^  (-.|    --)/\1/p' | awk '{
		# The texts begin in one column, or below an option that is longer.
		option = substr($0, 25, 1) == " " ? substr($0, 1, 24) : $0
		gsub(/^ +| +$/, "", option)
		print option
	}'
}
in_page() {
	sed -n 's/^\.It Fl /-/p' "applets/$1/$1.8" |
		sed 's/ , Fl /, -/g; s/ Ns Op = Ns Ar \(.*\)/[=\1]/; s/ Ar / /g'
}

# The commands that a page and the README show, without what follows them.
commands_of_page() {
	sed -n "s/^\.Dl \($1 .*\)/\1/p" "applets/$1/$1.8" |
		sed "s/\\\\-/-/g; s/\\\\(aq/'/g" | sed 's/ *[|>&;].*//'
}
commands_of_readme() {
	grep -o '`[^`]*`' README.md | sed -En 's/^`netlet ([a-z]+ .*)`$/\1/p' | sed 's/ *[\\|>&;].*//'
}
# With --help first, nothing but the options and their arguments is looked at.
changing='^route .*\<(add|del|replace)\>'
understood() {
	grep -vE "$changing" | while read -r command; do
		eval "set -- $command"
		a=$1
		shift
		"$netlet" "$a" --help "$@" > "$results.out" 2>&1 || echo "$command: $(head -n 1 "$results.out")"
	done
}

for folder in applets/*/; do
	name=$(basename "$folder")
	[ -f "$folder$name.8" ] || echo "$folder$name.8 is missing"
done | rule 'every applet has a manual page'

for page in applets/*/*.8; do
	name=$(basename "$page" .8)
	if command -v mandoc > /dev/null; then
		mandoc -Tlint -W style "$page" 2>&1 | rule "$page: mandoc has nothing to say"
	else
		result ok "$page: mandoc has nothing to say # SKIP no mandoc"
	fi
	in_table "$name" > "$results.rows"
	grep -v '^hidden ' "$results.rows" | sort > "$results.table"
	in_help "$name" | sort | diff "$results.table" - |
		rule "$name --help has the options of the table (<), and no others (>)"
	in_page "$name" | sort | diff "$results.table" - |
		rule "$page has the options of the table (<), and no others (>)"
	sed -n 's/^hidden -//p' "$results.rows" | while read -r word; do
		grep -q -e "Fl $word\>" "$page" || echo "-$word"
	done | rule "$page names the other spellings"
	grep -o '\<Fl [^ ]*' "$page" | sort -u | while read -r _ option; do
		"$netlet" "$name" --help "-$option" 2>&1 > /dev/null | grep 'unknown option'
	done | rule "$page names no option that is not there"
	commands_of_page "$name" | understood | rule "$page: its commands are understood"
done
commands_of_readme | understood | rule 'README.md: its commands are understood'

# route's words, which are no options: in its table, and in its page as `gw , gateway GATEWAY`.
sed -n '/^} words\[\] = {$/,/^};$/s/^\t{ "\([^"]*\)", [A-Z0-9_]*, \([a-z]*\) },$/\1 \2/p' applets/route/words.c |
	sort > "$results.table"
sed -n 's/^\.It Cm //p' applets/route/route.8 | sed 's/\\-/-/g' | awk '{
	argument = / Ar / ? "true" : "false"
	sub(/ Ar .*/, "")
	for (i = split($0, words, / , /); i; i--)
		print words[i], argument
}' | sort | diff "$results.table" - |
	rule 'applets/route/route.8 has the words of the table (<), and no others (>)'
"$netlet" route --help | tr -cs '[:alnum:]-' '\n' | sort -u > "$results.help"
for word in add del replace -net -host netmask gw metric mss window irtt reject blackhole dev; do
	grep -qxe "$word" "$results.help" || echo "$word"
done | rule 'route --help names the words'

# What changes routes works, in the order in which it stands there, in a network of its own.
cat > "$results.network" << 'END'
ip link set lo up
ip link add eth0 type veth peer name eth1
for name in eth0 eth1; do ip link set $name up; done
ip addr add 192.0.2.2/24 dev eth0
ip addr add 198.51.100.2/24 dev eth1
ip addr add 2001:db8::2/64 dev eth0 nodad
END
cat > "$results.do" << 'END'
. "$1"
while read -r change; do
	why=$("$2" $change 2>&1 > /dev/null) || echo "$change: status $?: $why"
	number=$((number + 1))
done
[ "${number:-0}" -ge "$3" ] || echo "${number:-0} changes are all"
END
apart=
for try in 'unshare -n' 'unshare -rn'; do
	[ -z "$apart" ] && reason=$($try sh -e "$results.network" 2>&1) && apart=$try
done
changes_work() { # FILE LEAST < COMMANDS
	if [ -n "$apart" ]; then
		grep -E "$changing" | $apart sh "$results.do" "$results.network" "$netlet" "$2" 2>&1 |
			rule "$1: its changes of routes work"
	else
		result ok "$1: its changes of routes work # SKIP no network of its own: $reason"
	fi
}
commands_of_page route | changes_work applets/route/route.8 10
commands_of_readme | changes_work README.md 1

# What shows how much interfaces carry works, too, until it is interrupted; there is no hardware.
cat > "$results.watch" << 'END'
. "$1"
while read -r _ words; do
	eval "set -- $words"
	timeout --preserve-status -s INT 0.3 "$netlet" ifstat "$@" > "$results.out" 2> "$results.err"
	status=$?
	[ $status = 0 ] && [ -s "$results.out" ] && [ ! -s "$results.err" ] ||
		echo "$words: status $status: $(cat "$results.err")"
	number=$((number + 1))
done
[ "${number:-0}" -ge "$least" ] || echo "${number:-0} commands are all"
END
watching_works() { # FILE LEAST < COMMANDS
	if [ -n "$apart" ]; then
		grep '^ifstat\>' | grep -v 'physical\|usb0' |
			sed "s/4711/$$/; s|saved/proc|tests/roots/interfaces/proc|; s/-j$/-j 0.1/; s/ 5 1$/ 0.1 1/" |
			netlet=$netlet results=$results least=$2 $apart sh "$results.watch" "$results.network" 2>&1 |
			rule "$1: its commands of ifstat work"
	else
		result ok "$1: its commands of ifstat work # SKIP no network of its own: $reason"
	fi
}
{
	echo ifstat
	commands_of_page ifstat
} | watching_works applets/ifstat/ifstat.8 12
commands_of_readme | watching_works README.md 5

# after GOAL: what is in the folder then.
tree=$results.tree
after() {
	make -s "$1" BUILD="$BUILD/everything" KCONFIG_CONFIG="$BUILD/everything.config" \
		DESTDIR="$tree" PREFIX=/usr 2>&1
	(cd "$tree" && find . ! -type d) | sort
}
{
	echo ./usr/bin/netlet
	for page in applets/*/*.8; do
		echo "./usr/share/man/man8/$(basename "$page")"
		echo "./usr/bin/$(basename "$page" .8)"
	done
} | sort > "$results.expected"
after install | diff "$results.expected" - | rule 'make install puts binary, links and pages in their places'
for page in applets/*/*.8; do
	cmp "$page" "$tree/usr/share/man/man8/$(basename "$page")" 2>&1
done | rule 'the pages are those of the applets'
after uninstall | rule 'make uninstall removes them all'

all_hold
