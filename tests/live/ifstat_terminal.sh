#!/bin/sh
# ifstat_terminal - what a terminal of 80 columns shows: lines that wrap, lines that stay, headings.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
need ifstat timeout tmux

# PROGRAM ARG... in a new terminal of 80 columns; $tmp/screen is all that it showed, $tmp/raw what it
# wrote. While it runs the terminal becomes $resize columns wide, if that is set.
screen()
{
	rm -f "$tmp/finished" "$tmp/go" "$tmp/raw"
	cat >"$tmp/shown" <<-END
	until [ -e $tmp/go ]; do sleep 0.05; done
	echo above
	timeout -s INT 11 nsenter --net=/proc/$zoo_pid/ns/net $*
	echo below
	: >$tmp/finished
	sleep 60
	END
	LC_ALL=C.UTF-8 tmux -u -S "$tmp/tmux" -f /dev/null new-session -d -x 80 -y 24 "sh $tmp/shown"
	tmux -S "$tmp/tmux" pipe-pane "cat >$tmp/raw"
	: >"$tmp/go"
	if [ -n "$resize" ]; then
		for tenth in $(seq 50); do
			[ "$(grep -ao '0\.00' "$tmp/raw" | wc -l)" -lt 20 ] || break
			sleep 0.1
		done
		tmux -S "$tmp/tmux" resize-window -x "$resize"
	fi
	# The file may be there before the terminal has shown what was written before it, and has passed it on.
	for tenth in $(seq 120); do
		if [ -e "$tmp/finished" ]; then
			LC_ALL=C.UTF-8 tmux -S "$tmp/tmux" capture-pane -p -S - -E - |
				sed -n '/^above$/,/^below$/p' | sed 's/ *$//' >"$tmp/screen"
			[ "$(tail -n 1 "$tmp/screen") $(tail -n 1 "$tmp/raw" | tr -d '\r')" != "below below" ] || break
		fi
		sleep 0.1
	done
	tmux -S "$tmp/tmux" kill-server
}

shape()
{
	sed -E 's/[0-9]/9/g' "$tmp/screen"
}

many()
{
	{
		echo 'link set lo up'
		for i in 1 2 3 4 5 6; do
			printf '%s\n' "link add name if$i type ifb" "link set if$i up"
		done
		printf '%s\n' 'link add abcdefghijklmno type ifb' 'link set abcdefghijklmno up'
	} >"$tmp/links"
	network
}

beside()
{
	many
	while read -r args; do
		screen ifstat $args
		shape >"$tmp/theirs"
		screen "$NETLET" ifstat $args
		shape >"$tmp/ours"
		same "screen of ifstat $args" "$tmp/theirs" "$tmp/ours"
		is "it fits" "$(awk 'length($0) > 80' "$tmp/screen")" ""
		between "it shows more than headings" "$(wc -l <"$tmp/ours")" 6 200
	done
}

wrapped()
{
	beside <<-ROWS
	-a -W 0.1 3
	-a -t -T -W 0.1 3
	-a -W -w 0.1 3
	-i abcdefghijklmno,if1,if2,if3 -W 0.1 3
	-i abcdefghijklmno,if1,if2 -T -W 0.1 3
	ROWS
}

# A heading for each screenful.
headings()
{
	beside <<-ROWS
	-i if1 0.1 50
	-i if1,lo -t 0.1 30
	-a -W 0.1 24
	ROWS
}

lines() # NAME: heading, sample, below
{
	is "$1: lines" "$(wc -l <"$tmp/screen") $(tail -n 1 "$tmp/screen")" "5 below"
	is "$1: it fits" "$(awk 'length($0) > 80' "$tmp/screen")" ""
}

one_line()
{
	many
	screen "$NETLET" ifstat -a -S 0.1 6
	lines "-S with many"
	is "-S with many: more are to the right" "$(sed -n 4p "$tmp/screen" | grep -o '.$')" ">"
	between "-S with many: samples" "$(tr '\r' '\n' <"$tmp/raw" | grep -c '0\.00.*>')" 6 6
	screen "$NETLET" ifstat -a -S -t -T 0.1 4
	lines "-S -t -T"
	is "-S -t -T: the time is there" "$(sed -n 4p "$tmp/screen" | grep -cE '^[0-9:]{8}  .*>$')" 1
	screen "$NETLET" ifstat -i if1 -S 0.1 4
	lines "-S with one"
	is "-S with one" "$(sed -n 4p "$tmp/screen")" "    0.00      0.00"
	screen "$NETLET" ifstat -i if1,if2,if3,if4 -S 0.1 4
	lines "-S with four"
	screen timeout -s INT 2 "$NETLET" ifstat -i abcdefghijklmno,if2 -S -T 0.1
	lines "-S, interrupted"
}

# Names that are escape sequences move nothing.
names()
{
	printf 'link add name \033[2J\033[5A type ifb\nlink set \033[2J\033[5A up\n' >"$tmp/links"
	network
	for args in '0.1 3' '-W 0.1 3' '-S 0.1 3' '-w 0.1 3'; do
		screen "$NETLET" ifstat $args
		is "$args: what stands above and below stays" "$(sed -n '1p;$p' "$tmp/screen" | xargs)" "above below"
		is "$args: the name is text" "$(grep -c '\\x1b\[2J' "$tmp/screen")" 1
	done
}

resized()
{
	many
	resize=50
	screen "$NETLET" ifstat -a -W 0.1 40
	tr -d '\r' <"$tmp/raw" | tail -n 12 >"$tmp/last"
	is "narrower, -W: it fits" "$(awk 'length($0) > 50' "$tmp/last")" ""
	is "narrower, -W: letters" "$(grep -E '^[ A-Z]  ' "$tmp/last" | cut -c 1 | sort -u | tr -d '\n')" " ABC"
	screen "$NETLET" ifstat -a -S 0.1 40
	tr '\r' '\n' <"$tmp/raw" | grep '0\.00.*>' >"$tmp/last"
	is "narrower, -S: it fits" "$(tail -n 5 "$tmp/last" | awk 'length($0) > 50')" ""
	between "narrower, -S: it was wider" "$(head -n 1 "$tmp/last" | awk '{ print length($0) }')" 60 80
	resize=160
	screen "$NETLET" ifstat -a -W 0.1 40
	between "wider, -W: samples that need no letters" "$(tr -d '\r' <"$tmp/raw" |
		awk '/^A/ { n = -1 } /0\.00/ { n++ } END { print n }')" 3 40
	resize=
}

for test in wrapped headings one_line names resized; do
	part $test
done
done_parts
