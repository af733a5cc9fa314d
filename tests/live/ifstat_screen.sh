#!/bin/sh
# ifstat_screen - bytes for terminals of every size: one line that is written over, large rates,
# headings where there is hardly room.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
need ifstat
helper pty tests/live/pty.c

# Lines with numbers, also such that are written over.
samples()
{
	tr '\r' '\n' <"$1" | grep -acE '[0-9]\.[0-9]|n/a|  [0-9]{7}|>'
}

until_samples() # FILE COUNT
{
	for try in $(seq 500); do
		[ "$(samples "$1")" -lt "$2" ] || return 0
		sleep 0.02
	done
	return 1
}

# ---- One line: what stands on the screen when each sample has been written over the one before.

# $states are those of net/dev, with empty lines between them; what the line shows then comes from
# stdin. Each is shown until the sample before it cannot have been on its way any more.
written_over() # COLUMNS ARG...
{
	mkdir -p "$tmp/root/net"
	root=$tmp/root
	rm -f "$root/net/dev" "$tmp"/state.*
	echo "$states" | awk -v to="$tmp/state." 'BEGIN { n = 1 } !NF { n++; next } { print >(to n) }'
	cat >"$tmp/expected"
	state <"$tmp/state.1"
	columns=$1
	shift
	: >"$tmp/raw"
	"$helpers/pty" 24 "$columns" "$NETLET" ifstat --proc "$root" --total -S "$@" 0.05 \
		>"$tmp/raw" 2>"$tmp/err" &
	pty=$!
	for state in "$tmp"/state.*; do
		state <"$state"
		until_samples "$tmp/raw" $(($(samples "$tmp/raw") + 3))
	done
	kill -INT $pty
	wait $pty
	is "-S $*, $columns columns: status" "$?$(cat "$tmp/err")" 0
	awk -v RS='\r' '{
		sub(/\n.*/, "") # at the end; the first is the heading
		screen = NR == 1 ? "" : $0 substr(screen, length($0) + 1)
		line = screen
		sub(/ +$/, "", line)
		if (NR > 1)
			print line
	}' "$tmp/raw" | uniq >"$tmp/screen"
	is "-S $*, $columns columns: it fits" "$(tr '\r' '\n' <"$tmp/raw" | awk -v most=$((columns - 1)) \
		'length($0) > most')" ""
	same "-S $*, $columns columns: what the screen shows" "$tmp/expected" "$tmp/screen"
}

# Bytes of the rows: at least one less than the terminal has, so that none wraps.
over()
{
	states='a 18446744073709551615 18446744073709551614
b 1024 2048

a 1024 2048
b 123456789012345678 1024

a 1024 2048
b 2048 1024'
	written_over 80 -i a,b <<-'ROWS'
	18014398509481984  18014398509481984          1.00          2.00
	        1.00          2.00  120563270519869          1.00
	        1.00          2.00          2.00          1.00
	ROWS
	written_over 60 -i a,b <<-'ROWS'
	18014398509481984  18014398509481984          1.00        >
	        1.00          2.00  120563270519869          1.00
	        1.00          2.00          2.00          1.00
	ROWS
	written_over 38 -i a,b <<-'ROWS'
	18014398509481984  18014398509481984>
	        1.00          2.00>
	ROWS
	written_over 37 -i a,b <<-'ROWS'
	18014398509481984>
	        1.00          2.00>
	ROWS
	written_over 28 -i a,b <<-'ROWS'
	18014398509481984>
	        1.00          2.00>
	ROWS
	written_over 27 -i a,b <<-'ROWS'
	18014398509481984>
	        1.00        >
	ROWS
	written_over 14 -i a,b <<-'ROWS'
	>
	        1.00>
	ROWS
	written_over 13 -i a,b <<-'ROWS'
	>
	      >
	ROWS
	head -n 2 "$tmp/raw" >"$tmp/heading"
	printf '%s\n' '          >' '     >' >"$tmp/expected"
	same "its heading" "$tmp/expected" "$tmp/heading"
}

# The mark of errors, within the line and at its end.
marks()
{
	states='a 1024 1024 0 0 7
b 1024 1024

a 1024 1024
b 1024 1024 0 0 0 7

a 1024 1024
b 1024 1024'
	written_over 200 -e -i a,b <<-'ROWS'
	        1.00          1.00             7             0             0             0!         1.00          1.00             0             0             0             0
	        1.00          1.00             0             0             0             0          1.00          1.00             0             0             7             0!
	        1.00          1.00             0             0             0             0          1.00          1.00             0             0             0             0
	ROWS
	states='a 1024 1024 0 0 7

a 1024 1024'
	written_over 84 -e -i a <<-'ROWS'
	        1.00          1.00             7             0             0             0!
	        1.00          1.00             0             0             0             0
	ROWS
	written_over 83 -e -i a <<-'ROWS'
	        1.00          1.00             7             0             0           >
	        1.00          1.00             0             0             0             0
	ROWS
	written_over 200 -e -T -i a <<-'ROWS'
	        1.00          1.00             7             0             0             0!         1.00          1.00             7             0             0             0!
	        1.00          1.00             0             0             0             0          1.00          1.00             0             0             0             0
	ROWS
}

# ---- Beside ifstat 1.1, on a terminal as large.

# Every digit as 9. 1.1 does not end the line that it writes over.
shape()
{
	tr '\r' '\n' | awk 'NF { gsub(/[0-9]/, 9); print }'
}

# Of three samples the first and the last have rates that need exponents. A sample that comes late
# has another rate, or none: again, then.
large() # ARG...
{
	mkdir -p "$tmp/root/net"
	root=$tmp/root
	for try in 1 2 3 4 5 6; do
		printf 'a 0 0\nbb 0 0\n' | state
		: >"$tmp/ours" >"$tmp/theirs"
		"$helpers/pty" 24 80 "$NETLET" ifstat --proc "$root" -i a,bb "$@" 0.5 3 \
			>"$tmp/ours" 2>"$tmp/ours.err" &
		ours=$!
		"$helpers/pty" 24 80 ifstat -d "proc:$root/net/dev" -i a,bb "$@" 0.5 3 >"$tmp/theirs" &
		theirs=$!
		until_file "$tmp/ours"
		sleep 0.2 # the other one shows its heading with the first sample
		n=0 in=0 out=0
		for growth in 160000000000000 1600000 16000000000000000; do
			n=$((n + 1)) in=$((in + growth)) out=$((out + growth / 2))
			printf 'a %s %s\nbb 0 %s\n' $in $out $in | state
			until_samples "$tmp/ours" $n && until_samples "$tmp/theirs" $n
		done
		wait $ours
		wait $theirs
		shape <"$tmp/theirs" >"$tmp/expected"
		shape <"$tmp/ours" | cat - "$tmp/ours.err" >"$tmp/got"
		! cmp -s "$tmp/expected" "$tmp/got" || break
	done
	same "large rates on a terminal: ifstat $*" "$tmp/expected" "$tmp/got"
	is "it shows exponents" "$(tr '\r' '\n' <"$tmp/ours" | grep -c '[0-9]\.[0-9][0-9]e+[01][0-9]  ')" 2
	is "its columns are aligned" "$(tr '\r' '\n' <"$tmp/ours" | awk 'NF { print length($0) }' | uniq | wc -l)" 1
}

bits()
{
	large -b
	large -b -W
	large -b -S
}

more_bits()
{
	large -b -w -T
	large -b -t -T -W
	large -b -t -T -S
}

# Hardly room for a heading, or none; of no size at all 1.1 makes 25 rows of 80.
tiny()
{
	printf '%s\n' 'link set lo up' 'link add if1 type ifb' 'link set if1 up' 'link add if2 type ifb' >"$tmp/links"
	network
	for args in '-a' '-a -n' '-a -W' '-a -W -t -T'; do
		running=
		for size in '0 0' '0 10' '3 0' '1 80' '2 80' '3 80' '4 80' '5 80' '6 80' '1 10' '2 10' '3 10' \
			'4 10' '5 10' '8 10' '9 10' '10 10' '24 10' '6 22' '6 24' '6 40' '1 1' '5 2'; do
			their timeout 20 "$helpers/pty" $size ifstat $args 0.1 14 >"$tmp/theirs $size" 2>&1 &
			running="$running $!"
			their timeout 20 "$helpers/pty" $size "$NETLET" ifstat $args 0.1 14 >"$tmp/ours $size" 2>&1 &
			running="$running $!"
		done
		wait $running
		for file in "$tmp/theirs "*; do
			size=${file##*/theirs }
			shape <"$file" >"$tmp/expected"
			shape <"$tmp/ours $size" >"$tmp/got"
			same "ifstat $args on rows and columns of $size" "$tmp/expected" "$tmp/got"
			# A sample has a row at least.
			between "it shows samples: $size" "$(grep -c '0\.00' "$tmp/ours $size")" 14 200
		done
	done
}

for test in over marks bits more_bits tiny; do
	part $test
done
done_parts
