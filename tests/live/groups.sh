#!/bin/sh
# groups - the multicast groups of -g, byte for byte as net-tools shows them.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need awk ip jq
helper join tests/live/join.c

# Interfaces with and without addresses, in a bridge, with names of 15 bytes; groups of
# one socket, of three, and of so many that their number has more than one digit.
cat >"$tmp/make" <<'END'
set -e
ip link set lo up
ip link add fifteen-letters type veth peer name v1
ip link add br0 type bridge
ip link add v1.100 type veth peer name odd@name
ip link set v1 master br0
for i in fifteen-letters v1 br0 v1.100 odd@name; do ip link set $i up; done
ip addr add 192.0.2.1/24 dev fifteen-letters
ip addr add 2001:db8::1/64 dev fifteen-letters nodad
ip addr add 192.0.2.2/24 dev br0
many=
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do many="$many 233.252.0.1%br0 ff0e::db8:1%br0"; done
exec "$0" 233.252.0.1%fifteen-letters 233.252.0.2%fifteen-letters 239.255.255.255%v1.100 \
	224.0.0.251%lo 233.252.0.3%v1 233.252.0.3%v1 233.252.0.3%v1 $many \
	ff02::fb%fifteen-letters ff02::fb%v1.100 ff02::fb%v1.100 ff0e::db8:2%lo ff05::1:3%v1
END
unshare --net sh -c '. "$1"' "$helpers/join" "$tmp/make" >"$tmp/zoo.out" 2>"$tmp/zoo.err" &
zoo_pid=$!
zoo_since=$(date +%s)
tenths=0
until grep -q '^ready' "$tmp/zoo.out" || [ $tenths -eq 100 ]; do
	kill -0 "$zoo_pid" 2>/dev/null || break
	sleep 0.1
	tenths=$((tenths + 1))
done
if grep -q '^ready' "$tmp/zoo.out"; then
	ok "groups are joined"
else
	not_ok "groups are joined" "$tmp/zoo.err"
	done_testing
fi

in_zoo netstat -gn >"$tmp/theirs"
is "the other program sees them" "$(awk '
	$1 == "br0" && $2 == 12 { many++ }
	$1 == "fifteen-letters" { long++ }
	$2 == 3 && $3 == "233.252.0.3" { three++ }
	$3 == "ff0e::db8:2" { six++ }
	END { print many, (long > 5), three, six }' "$tmp/theirs")" "2 1 1 1"

same_rows -gn
same_rows -gnv
same_rows --groups --numeric
same_rows -gne
same_rows -gnW

# net-tools shows sockets, too, when a family is named.
for family in 4 6; do
	in_zoo netstat -gn$family | sed -n '/^IPv6/,$p' >"$tmp/theirs"
	in_zoo "$NETLET" netstat -gn$family >"$tmp/ours" 2>&1
	same "rows of netstat -gn$family" "$tmp/theirs" "$tmp/ours"
done
in_zoo netstat -gn >"$tmp/theirs"
"$NETLET" netstat -gn --netns "$zoo_pid" >"$tmp/ours" 2>&1
same "rows of netstat -gn --netns" "$tmp/theirs" "$tmp/ours"
in_zoo "$NETLET" netstat -gnj | jq -r '.[] | [.interface, .refcnt, .group] | @tsv' >"$tmp/ours"
sed 1,3d "$tmp/theirs" | awk '{ print $1 "\t" $2 "\t" $3 }' >"$tmp/wanted"
same "rows of netstat -gnj" "$tmp/wanted" "$tmp/ours"
# -c: the second round is like the first
cat "$tmp/theirs" "$tmp/theirs" >"$tmp/wanted"
in_zoo "$NETLET" netstat -gn -c --interval 0.05 2>&1 |
	timeout 10 head -n "$(wc -l <"$tmp/wanted")" >"$tmp/ours"
same "rows of netstat -gn -c, twice" "$tmp/wanted" "$tmp/ours"

# With names of hosts: only these have one.
no_host_names
printf '%s\n' '224.0.0.251 mdns.example' '233.252.0.1 many.example' 'ff02::1 ip6-allnodes' \
	'ff0e::db8:1 a-name-that-is-longer-than-any-address-may-become.example' >"$tmp/hosts"
same_rows -g
is "names are shown" "$(in_zoo $around "$NETLET" netstat -g | awk '
	$3 ~ /^(mdns|many|ip6-allnodes|a-name)/ { print $3 }' | sort -u | wc -l)" 4
around=

done_testing
