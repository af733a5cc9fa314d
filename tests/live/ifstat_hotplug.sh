#!/bin/sh
# ifstat_hotplug - interfaces that come, go, come back and change their names while they are watched.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
. tests/live/ifstat_lib.sh
need jq strace

# ARG... in the background until stop, with what it writes in the file.
watch() # FILE ARG...
{
	file=$1
	shift
	(exec nsenter --net="/proc/$zoo_pid/ns/net" "$NETLET" ifstat "$@") >"$tmp/$file" 2>"$tmp/$file.err" &
	eval "watch_$file=\$!"
	watching="$watching $file"
	until_file "$tmp/$file"
}

# All that watch: interrupted, they end with 0. Quiet, but for the lines of $notes.
stop()
{
	for file in $watching; do
		eval "pid=\$watch_$file"
		kill -INT "$pid"
		wait "$pid"
		is "$file: status" $? 0
		grep -vxF -e "${notes:-nothing}" "$tmp/$file.err" >"$tmp/said"
		is "$file: nothing is said" "$(head -n 3 "$tmp/said")" ""
	done
	watching=
}

links() # commands of ip, at once
{
	their ip -batch - >"$tmp/ip" 2>&1 || not_ok "commands of ip" "$tmp/ip"
}

# What samples say of an interface, a letter each: - absent, n without a baseline, r reset,
# 0 nothing moved, + moved.
story() # FILE IFACE
{
	jq -r --slurp --arg name "$2" 'map(.interfaces | if has($name) | not then "-"
		else .[$name] | if . == null then "n" elif .reset then "r"
		elif .rx_bytes_per_second + .tx_bytes_per_second > 0 then "+" else "0" end end) | add' "$tmp/$1"
}

tells() # NAME FILE IFACE PATTERN
{
	story "$2" "$3" >"$tmp/story"
	if grep -qxE -e "$4" "$tmp/story"; then
		ok "$1"
	else
		why "$1" "$3: $(cat "$tmp/story") is not $4"
	fi
}

# Each line is an object, and no rate is below 0 or above MOST bytes or packets a second.
sane() # FILE MOST
{
	if jq -e --slurp --argjson most "$2" 'length > 3 and ([.[].interfaces[] | numbers, (objects[] | numbers)] |
		length > 3 and all(. >= 0 and . <= $most))' "$tmp/$1" >"$tmp/true" 2>"$tmp/jq"; then
		ok "$1: no negative or absurd rate"
	else
		jq -c --argjson most "$2" 'select([.interfaces[] | objects[] | numbers] | any(. < 0 or . > $most))' \
			"$tmp/$1" 2>&1 | head -n 3 | cut -c 1-600 >"$tmp/why"
		cat "$tmp/jq" >>"$tmp/why"
		not_ok "$1: no negative or absurd rate" "$tmp/why"
	fi
}

# ---- Coming, going, coming back with the same name. About 400 kB a second go over it while it is there.

pair()
{
	cat <<-LINKS
	link add new0 type veth peer name new1
	link set new0 up
	link set new1 up
	LINKS
}

coming()
{
	echo 'link set lo up' >"$tmp/links"
	network
	their "$helpers/sender" 30 400 1014 new0 &
	watch all -a -j 0.1
	watch asked -i new0,lo -q -j 0.1
	watch file -a -j --proc /proc 0.1
	watch text -a -n 0.1
	sleep 0.4
	pair | links
	sleep 1.5
	echo 'link del new0' | links
	sleep 0.5
	pair | links
	sleep 1.5
	{ # from one sample to the next it is another one
		echo 'link del new0'
		pair
	} | links
	sleep 2.2 # the kernel may take a second until a new one sends
	stop
	for file in all asked; do
		tells "it comes, goes, comes, is made anew: $file" $file new0 '-+n0*\+[0+]*-+n0*\+[0+]*-*n0*\+[0+]*'
	done
	tells "it comes, goes, comes, is made anew: file" file new0 '-+n0*\+[0+]*-+n0*\+[0+]*(-*n|r)0*\+[0+]*'
	tells "another one goes on" all lo '0+'
	for file in all asked file; do
		sane $file 900000
	done
	# Where no column is new, no heading comes, and n/a stands for one that is gone.
	awk '/^ *lo/ { print NF; next } /KB/ { next } { print $3 == "n/a" ? "n/a" : NF }' "$tmp/text" |
		uniq | xargs >"$tmp/said"
	if grep -qxE '1 2 3 n/a 6 n/a 6 n/a 6' "$tmp/said"; then
		ok "columns and headings"
	else
		cat "$tmp/text" >>"$tmp/said"
		not_ok "columns and headings" "$tmp/said"
	fi
}

# The new one counts past where the old one was.
overtaking()
{
	pair >"$tmp/links"
	network
	their "$helpers/sender" 0.5 100 100 new0
	watch slow -a -j 0.8
	watch name -i new0 -j 0.8
	sleep 1
	{
		echo 'link del new0'
		pair
	} | links
	their "$helpers/sender" 0.3 3000 1500 new0
	sleep 2.6
	stop
	for file in slow name; do
		tells "one made anew that counts more: $file" $file new0 '0+-*n[0+]*'
	done
}

# With the same index, too: only that it was deleted tells that it is another one.
same_index()
{
	same_pair() # NAME
	{
		cat <<-LINKS
		link add index 40 name $1 type veth peer index 41 name peer0
		link set $1 up
		link set peer0 up
		LINKS
	}
	same_pair same0 >"$tmp/links"
	network
	their "$helpers/sender" 0.5 100 100 same0
	watch all -a -j 0.8
	watch name -i same0 -j 0.8
	watch text -i same0 -p 0.8
	sleep 1
	{ # it counts less
		echo 'link del same0'
		same_pair same0
	} | links
	sleep 1.6
	{
		echo 'link del same0'
		same_pair same0
	} | links
	their "$helpers/sender" 0.3 3000 1500 same0 # and now more
	sleep 1.6
	{
		echo 'link del same0'
		same_pair other0
	} | links
	their "$helpers/sender" 0.3 3000 1500 other0
	sleep 1.6
	stop
	for file in all name; do
		tells "made anew with its index, not moving, moving, and gone: $file" $file same0 '0+n0+n[0+]+-+'
	done
	tells "another name with its index is another one" all other0 '-+n[0+]+'
	sed -E '1,2d; s/n\/a/n/; s/reset/r/; s/^ *[0-9].*/0/; s/^ *(.).*/\1/' "$tmp/text" | uniq | xargs >"$tmp/said"
	is "as text" "$(cat "$tmp/said")" "0 n 0 n 0 n"
}

# ---- Names.

names()
{
	cat >"$tmp/links" <<-LINKS
	link add one type veth peer name one1
	link add two type veth peer name two1
	link add eth7 type veth peer name eth8
	link set one up
	link set one1 up
	link set two up
	link set two1 up
	link set eth7 up
	link set eth8 up
	LINKS
	network
	their "$helpers/sender" 1 3000 1514 one eth7
	watch default -j 0.1
	watch asked -i eth7,two -j 0.1
	watch file --proc /proc -a -j 0.1
	their "$helpers/sender" 30 400 1014 three eth7 &
	sleep 0.5
	links <<-LINKS
	link set one down
	link set one name three
	link set three up
	LINKS
	sleep 0.7
	links <<-LINKS # the two swap: 4 MB are between them
	link set three down
	link set two down
	link set three name swap
	link set two name three
	link set swap name two
	link set two up
	link set three up
	LINKS
	sleep 0.7
	links <<-LINKS
	link del eth7
	link add rename9 type veth peer name eth8
	link set rename9 up
	link set eth8 up
	LINKS
	their "$helpers/sender" 0.4 400 1014 rename9
	links <<-LINKS
	link set rename9 down
	link set rename9 name eth7
	link set eth7 up
	LINKS
	sleep 2
	stop
	tells "a renamed one keeps its baseline" default three '-+[0+]+'
	tells "and its old name is gone" default one '0+-+'
	tells "its traffic goes on" default three '-+0*\+[0+]+'
	tells "whoever comes under another name and is renamed" default eth7 '0*\+[0+]*-+[0n]?[0+]*\+[0+]*'
	tells "that one under its first name" default rename9 '-+n?[0+]+-+'
	tells "asked for by name it is another one" asked eth7 '0*\+[0+]*-+n[0+]*\+[0+]*'
	for file in default asked; do
		sane $file 1500000
	done
	# By names alone nobody can tell; but a step back is no rate.
	tells "swapped, in the file" file two '0+(-+n)?[0+r]+'
}

# ---- Up and down.

up_down()
{
	cat >"$tmp/links" <<-LINKS
	link set lo up
	link add pair0 type veth peer name pair1
	link set pair1 up
	link add idle type ifb
	LINKS
	network
	notes='ifstat: later: no such interface now'
	watch text -n 0.1
	watch json -j 0.1
	watch later -n -i later 0.1
	watch quiet -n -q -i later 0.1
	their "$helpers/sender" 30 400 1014 pair0 &
	sleep 0.5
	echo 'link set pair0 up' | links
	sleep 1.5
	echo 'link set pair0 down' | links
	sleep 0.5
	printf '%s\n' 'link set pair0 up' 'link add later type ifb' | links
	sleep 1.5
	stop
	tells "down at first, up, down, up" json pair0 '-+[0n]?0*\+[0+]*0+\+[0+]*'
	tells "one that stays down is not shown" json idle '-+'
	awk '/KB/ { next } /pair0/ { print "pair0"; next } /pair1/ { print "pair1"; next } {
		print NF < 4 ? "none" : $4 == "n/a" ? "n/a" : ($4 > 0) ? "moves" : "still" }' "$tmp/text" |
		uniq | xargs >"$tmp/said"
	if grep -qxE 'pair1 none pair0( n/a| still)? moves still moves' "$tmp/said"; then
		ok "columns of one that goes up and down"
	else
		cat "$tmp/text" >>"$tmp/said"
		not_ok "columns of one that goes up and down" "$tmp/said"
	fi
	for file in later quiet; do
		awk 'NR > 2 { print $1, $2 }' "$tmp/$file" | uniq | xargs >"$tmp/said"
		is "$file: waited for" "$(cat "$tmp/said")" "n/a n/a 0.00 0.00"
	done
	is "that is said once" "$(cat "$tmp/later.err")" "$notes"
	is "with -q it is not" "$(cat "$tmp/quiet.err")" ""
}

# ---- The process of --netns ends, or moves into another namespace, while it is watched.

# A process in a namespace of its own, over whose moving0 goes something for so long, from now on
# $mover, and $NAME: it is watched. Once its gate is opened it becomes the command.
mover() # NAME SECONDS COMMAND...
{
	name=$1 seconds=$2
	shift 2
	mkfifo "$tmp/$name.gate"
	unshare --net sh -c 'sh -e "$1" && : >"$2.ready" && read line <"$2.gate" && shift 2 && exec "$@"' - \
		"$tmp/there" "$tmp/$name" "$@" 2>"$tmp/start" &
	mover=$!
	eval "$name=$mover"
	for tenth in $(seq 50); do
		[ ! -e "$tmp/$name.ready" ] || break
		sleep 0.1
	done
	[ -e "$tmp/$name.ready" ] || not_ok "a namespace for who $name" "$tmp/start"
	(exec nsenter --net="/proc/$mover/ns/net" "$helpers/sender" "$seconds" 400 1014 moving0) &
	notes="$notes
ifstat: /proc/$mover/net/dev: No such process
ifstat: /proc/$!/net/dev: No such process"
	watch $name --netns $mover -a -j 0.1
	watch ${name}_text --netns $mover -n -i moving0 0.1
}

moving()
{
	pair | sed 's/new/moving/g' >"$tmp/moving"
	{
		echo 'echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6'
		echo "ip -batch '$tmp/moving'"
	} >"$tmp/there"
	{
		cat "$tmp/moving"
		pair
	} >"$tmp/links"
	network # one of them goes there, and there the same is watched from
	their "$helpers/sender" 20 2000 1014 moving0 new0 &
	mover ends 0.7 true
	mover joins 0.7 nsenter --net="/proc/$zoo_pid/ns/net" sleep 60
	mover leaves 0.7 unshare --net sh -c 'sh -e "$1" && exec sleep 60' - "$tmp/there"
	mover heir 3 true
	sleep 1.2
	for name in ends joins leaves heir; do
		echo go >"$tmp/$name.gate"
	done
	wait $ends $heir
	sleep 3
	kill -0 $joins && kill -0 $leaves || why "two of them live" "they have ended"
	stop
	kill $joins $leaves
	for name in ends joins leaves; do
		tells "$name: shown until then, and nobody else" $name moving0 'n?0*\++0+-{20,}'
		is "$name: n/a from then on" "$(moves)" "moves still n/a"
	done
	tells "heir: shown as long as anybody is there" heir moving0 'n?0*\+{20,}0*-+'
	name=heir
	is "heir: n/a from then on" "$(moves)" "moves n/a"
	for name in ends joins leaves heir; do
		tells "$name: nothing of here" $name new0 '-+'
	done
}

moves() # what the text says of who is watched as $name
{
	awk 'NR > 2 { print ($1 == "n/a" ? "n/a" : $2 > 1000 ? "another one" : $2 > 0 ? "moves" : "still") }' \
		"$tmp/${name}_text" | uniq | xargs | sed 's/^still moves/moves/'
}

# ---- Many at once, and changes by the thousand.

many()
{
	cat >"$tmp/links" <<-LINKS
	link add stays type veth peer name stays1
	link set stays up
	link set stays1 up
	LINKS
	network
	awk 'BEGIN { for (i = 0; i < 100; i++) {
		printf "link add m%d type veth peer name n%d\nlink set m%d up\nlink set n%d up\n", i, i, i, i
	} }' >"$tmp/add"
	awk 'BEGIN { for (i = 0; i < 100; i++) printf "link del m%d\n", i }' >"$tmp/del"
	watch json -a -j 0.01
	watch fast -i stays,m0,m50,new0 -q -j 0.001
	watch text -a -t -T -W 0.01
	watch errors -a -e -p 0.01
	watch file --proc /proc -a -j 0.01
	their "$helpers/sender" 30 400 1014 stays m0 m50 m99 &
	for round in 1 2 3; do
		their ip -batch "$tmp/add" >"$tmp/ip" 2>&1 || not_ok "interfaces come" "$tmp/ip"
		their ip -batch "$tmp/del" >"$tmp/ip" 2>&1 || not_ok "interfaces go" "$tmp/ip"
	done
	pair | links
	sleep 0.3
	stop
	is "all have come" "$(jq -r '.interfaces | keys[]' "$tmp/json" | sort -u | wc -l)" 205
	for file in json fast; do
		sane $file 20000000
		tells "who came last is there: $file" $file new0 '-+n?0+'
	done
	tells "who stays moves: json" json stays 'n?[0+]+'
	grep -- - "$tmp/text" "$tmp/errors" | head -n 3 >"$tmp/said"
	is "no negative rate in the text" "$(cat "$tmp/said")" ""
	jq -e --slurp 'length > 100' "$tmp/json" >"$tmp/true"
	is "samples were taken meanwhile" "$(cat "$tmp/true")" true
}

flood()
{
	cat >"$tmp/links" <<-LINKS
	link add f0 type ifb
	link add stays type veth peer name stays1
	link set stays up
	link set stays1 up
	LINKS
	network
	awk 'BEGIN { for (i = 0; i < 4000; i++) printf "link set f0 mtu %d\n", 1400 + i % 2 }' >"$tmp/changes"
	in_net "$zoo_pid" strace -f -qq -e trace=recvfrom -o "$tmp/trace" \
		"$NETLET" ifstat -a -j 1 6 >"$tmp/json" 2>"$tmp/err" &
	pid=$!
	their "$helpers/sender" 30 400 1014 stays &
	sleep 1
	their ip -batch "$tmp/changes"
	pair | links
	their ip -batch "$tmp/changes"
	wait $pid
	is "a flood of changes: status" "$?$(cat "$tmp/err")" 0
	is "messages were lost" "$(grep -c ENOBUFS "$tmp/trace" | sed 's/[1-9][0-9]*/some/')" some
	tells "who came meanwhile is there" json new0 '-+n0*'
	tells "who stays moves" json stays '0?\+[0+]*'
	sane json 900000
}

# So many changes between two samples that the buffer is nearly full: the kernel answers ENOBUFS to
# the question, and gives the answer all the same.
brim()
{
	cat >"$tmp/links" <<-LINKS
	link add f0 type ifb
	link add stays type veth peer name stays1
	link set stays up
	link set stays1 up
	LINKS
	network
	their "$helpers/sender" 60 400 1014 stays &
	in_net "$zoo_pid" strace -f -qq -e trace=openat,recvfrom -s 0 -o "$tmp/trace" \
		timeout -s INT --preserve-status 60 "$NETLET" ifstat -a -j 0.2 >"$tmp/json" 2>"$tmp/err" &
	pid=$!
	sleep 0.5
	for n in $(seq 40 3 130); do
		seq "$n" | sed 's/.*/link set f0 mtu 14&/' | links
		sleep 0.25
	done
	kill -INT $(pgrep -f "ifstat -a -j 0.2")
	wait $pid
	is "changes to the brim: status" "$?$(cat "$tmp/err")" 0
	is "netlink is asked to the end" "$(grep -c net/dev "$tmp/trace")" 0
	tells "who stays moves" json stays '0?\+[0+]*'
	sane json 900000
}

for test in coming overtaking same_index names up_down moving many flood brim; do
	part $test
done
done_parts
