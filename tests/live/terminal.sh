#!/bin/sh
# terminal - what an 80-column terminal shows, and that no name moves it.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need tmux

# Run ARG... in a new terminal of 80 columns; $tmp/screen is all it showed.
screen() # ARG...
{
	rm -f "$tmp/finished"
	cat >"$tmp/shown" <<-END
	echo above
	nsenter --net=/proc/$zoo_pid/ns/net $NETLET netstat $*
	echo below
	: >$tmp/finished
	sleep 60
	END
	LC_ALL=C.UTF-8 tmux -u -S "$tmp/tmux" -f /dev/null new-session -d -x 80 -y 24 -n plain \
		"sh $tmp/shown" 9>&-
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
		[ ! -e "$tmp/finished" ] || break
		sleep 0.1
	done
	sleep 0.2
	LC_ALL=C.UTF-8 tmux -S "$tmp/tmux" capture-pane -p -S - -E - |
		sed -n '/^above$/,/^below$/p' | sed 's/ *$//' >"$tmp/screen"
	LC_ALL=C.UTF-8 tmux -S "$tmp/tmux" display-message -p '#{pane_title}' >"$tmp/title"
	tmux -S "$tmp/tmux" kill-server
}

folded() # what in_zoo prints for ARG..., as 80 columns show it
{
	echo above
	in_zoo "$NETLET" netstat "$@" | sed -E 's/ *$//; s/.{80}/&\n/g; s/\n$//' | sed 's/ *$//'
	echo below
}

zoo_start shared names tun tcp datagrams raw unix
screen -tan
in_zoo "$NETLET" netstat -tan >"$tmp/out"
is "-tan fits" "$(awk 'length($0) > 80' "$tmp/out" | wc -l)" 0
folded -tan >"$tmp/expected"
same "-tan on 80 columns" "$tmp/expected" "$tmp/screen"
awk '/^Proto/ {
		split("Local Foreign State", word, " ")
		for (i in word)
			column[i] = index($0, word[i])
		next
	}
	/^tcp/ {
		for (i in column)
			if (substr($0, column[i] - 1, 1) != " " || substr($0, column[i], 1) == " ") {
				print; break
			}
	}' "$tmp/screen" >"$tmp/why"
if [ -s "$tmp/why" ]; then
	not_ok "every column begins below its heading" "$tmp/why"
else
	ok "every column begins below its heading"
fi
for args in -uan -wan -xan -nlpt; do
	screen $args
	folded $args >"$tmp/expected"
	same "$args on 80 columns" "$tmp/expected" "$tmp/screen"
done

zoo_start hostile-names hostile-unix tun
for args in -xan -nlpt -xanp; do
	screen $args
	is "$args: the title stays" "$(grep -cE 'owned|title' "$tmp/title")" 0
	is "$args: what stood above and below stays" \
		"$(sed -n '1p;$p' "$tmp/screen" | tr '\n' ' ')" "above below "
	# characters of two columns break lines elsewhere: compare without them
	LC_ALL=C.UTF-8 folded $args | grep -av caf >"$tmp/expected"
	grep -av caf "$tmp/screen" >"$tmp/shown.rest"
	case $args in
	*p*) # cut differently at column 80: compare as one text
		tr -d '\n ' <"$tmp/expected" >"$tmp/a"
		tr -d '\n ' <"$tmp/shown.rest" >"$tmp/b"
		same "$args: hostile names on 80 columns" "$tmp/a" "$tmp/b"
		;;
	*) same "$args: hostile names on 80 columns" "$tmp/expected" "$tmp/shown.rest" ;;
	esac
done
screen -xan
is "letters beyond ASCII are shown as they are" "$(grep -ac '06-café-€-😀' "$tmp/screen")" 1
done_testing
