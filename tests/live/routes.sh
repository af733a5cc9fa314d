#!/bin/sh
# routes - the routing table, by route and by netstat -r: byte for byte as net-tools shows it,
# but for what that cannot tell.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/routes_lib.sh
need awk ip mount route setpriv timeout
helper nonetlink tests/live/nonetlink.c

# An empty namespace has no file with a heading, and net-tools gives up.
: >"$tmp/empty"
start "$tmp/empty"
zoo_pid=$started
state='no route'
same_table route -n6
state=
ours route -n46 >"$tmp/ours" 2>&1
is "status with no route" $? 0
{
	echo 'Kernel IP routing table'
	echo 'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface'
	their route -n6
} >"$tmp/wanted"
same "headings with no route" "$tmp/wanted" "$tmp/ours"
is "JSON with no route" "$(ours route -nj)" '[]'

start "$tmp/ordinary"
zoo_pid=$started
sleep 1 # for what the kernel adds by itself
their route -nee >"$tmp/theirs"
is "the other program sees every kind of ordinary route" "$(awk '
	$1 == "0.0.0.0" && $4 == "UG" { gateways++ }
	$4 == "UGH" && $2 == "10.0.0.4" { host++ }
	$4 == "!" || $4 == "!H" { refused++ }
	$5 == 2147483647 { metric++ }
	$9 == 1400 && $11 == 125 || $10 == 8192 && $11 == 100 || $9 == 552 { sizes++ }
	END { print gateways, host, refused, metric, sizes }' "$tmp/theirs")" "2 1 4 1 3"
# -ee: net-tools cuts a name to 6 letters
awk '
	function flush() { printf "%s%s", old, new; old = new = "" }
	/ fiftee  / {
		old = old "< " $0 "\n"
		sub(/ fiftee  /, " fifteen-letters")
		new = new "> " $0 "\n"
		next
	}
	{ flush() }
	END { flush() }' "$tmp/theirs" >"$tmp/cut"
is "it cuts names" "$(grep -c '^<' "$tmp/cut")" 3

all_ordinary()
{
	for args in -n -ne -n6 -n46 -nv '-nv -46' '-A inet -n' '-A inet6 -n' '-A inet,inet6 -n' \
		'--numeric --extend' '--inet6 --numeric' '--inet --numeric' -nF -n6ee; do
		same_table route $args
	done
	for args in -rn -rn6 -rn46 -rnv '-r -A inet6 -n' '--route --numeric' -rnF; do
		same_table netstat $args
	done
	known=$tmp/cut
	same_table route -nee
	same_table netstat -rnee
	known=
}
all_ordinary
for errno in 1 13 93 97; do # EPERM EACCES EPROTONOSUPPORT EAFNOSUPPORT
	before_ours="$helpers/nonetlink $errno"
	if [ $errno -eq 1 ]; then
		is "nonetlink refuses netlink" "$(their $before_ours ip route show 2>/dev/null)" ''
		all_ordinary
	fi
	same_table route -n
	same_table netstat -rn6
done
before_ours=
ours_too='--proc /proc'
same_table route -n
same_table netstat -rn46
ours_too=
around='setpriv --reuid 65534 --regid 65534 --clear-groups'
chmod 755 "$tmp"
cp "$NETLET" "$tmp/netlet"
netlet_of_root=$NETLET
NETLET=$tmp/netlet
same_table route -n46
same_table netstat -rn
$around "$NETLET" route -n46 --netns "$zoo_pid" >"$tmp/ours" 2>&1
NETLET=$netlet_of_root
around=
their route -n46 >"$tmp/theirs"
same "route --netns, as nobody" "$tmp/theirs" "$tmp/ours"
"$NETLET" netstat -rn46 --netns "$zoo_pid" >"$tmp/ours" 2>&1
their netstat -rn46 >"$tmp/theirs"
same "netstat -r --netns" "$tmp/theirs" "$tmp/ours"
cat "$tmp/theirs" "$tmp/theirs" >"$tmp/wanted"
ours netstat -rn46c --interval 0.05 2>&1 | timeout 10 head -n "$(wc -l <"$tmp/wanted")" >"$tmp/ours"
same "netstat -r -c, twice" "$tmp/wanted" "$tmp/ours"

# -C: that there is no cache, on stderr
for args in -nC -nCe -nCee; do
	their route $args >"$tmp/theirs" 2>/dev/null
	ours route $args >"$tmp/ours" 2>"$tmp/err"
	is "status of route $args" $? 0
	same "route $args" "$tmp/theirs" "$tmp/ours"
	is "one line says so" "$(grep -c '^route: -C: .*3.6' "$tmp/err") $(wc -l <"$tmp/err")" '1 1'
done

# ---- Names.

cat >"$tmp/hosts" <<'END'
127.0.0.1 localhost
10.0.0.2 gw.example gw
10.0.0.4 gw4.example
198.51.100.0 not-a-host.example
198.51.100.7 seven.example
198.51.100.200 refused.example
2001:db8::2 gw6.example
2001:db8:5::7 seven6.example
2001:db8:5:: net6.example
fe80::1 link.example
END
cat >"$tmp/networks" <<'END'
# as /etc/networks is
default 0.0.0.0
loopback 127.0.0.0
doc-net		198.51.100.0 alias
ten 10
half 203.0.113.0
seven 198.51.100.7
END
printf '%s\n' 'hosts: files' 'networks: files' >"$tmp/nsswitch"
: >"$tmp/resolv"
cat >"$tmp/named" <<END
for file in hosts networks nsswitch.conf resolv.conf; do
	mount --bind "$tmp/\${file%.conf}" /etc/\$file || exit 99
done
exec "\$@"
END
around="unshare --mount sh $tmp/named"
is "the other program sees names" "$(their route | awk '
	{ seen = seen " " $1; if (/gw\.example/) gateway = 1 }
	END { print gateway, seen ~ / default /, seen ~ / ten /, seen ~ / doc-net /, seen ~ / seven.exa/ }')" \
	'1 1 1 1 1'
for args in '' -6 -e -46 -v '-A inet6' --extend; do
	same_table route $args
done
for args in -r -r6 -r46 '-r --verbose'; do
	same_table netstat $args
done
before_ours="$helpers/nonetlink 1"
same_table route
before_ours=
# Names that are wider than their column are whole.
cat >"$tmp/hosts" <<'END'
10.0.0.2 a-gateway-that-has-a-longer-name-than-most.example
198.51.100.7 a-host-that-has-a-longer-name-than-most.example
END
echo 'a-network-that-has-a-longer-name-than-most 198.51.100.0' >"$tmp/networks"
ours route >"$tmp/ours" 2>&1
is "long names are whole" "$(awk '{ print $1, $2 }' "$tmp/ours" | grep -- -that- | sort -u)" \
	"$(printf '%s\n' '192.0.2.0 G' '192.0.2.128 G' 'H 10.0.0.4' 'N G' 'default G' |
		sed 's/G/a-gateway-that-has-a-longer-name-than-most.example/
			s/^H/a-host-that-has-a-longer-name-than-most.example/
			s/^N/a-network-that-has-a-longer-name-than-most/' | sort)"
around=

# ---- What the file does not tell.

their sh -e "$tmp/more" >"$tmp/why" 2>&1 || not_ok "routes are made" "$tmp/why"
state='more routes'
known=$tmp/known
cat >"$known" <<'END'
< 10.2.3.0        0.0.0.0         255.255.255.0   U     0      0        0 lo
> 10.2.2.0        10.1.0.2        255.255.255.0   UG    0      0        0 fifteen-letters
> 10.2.3.0        -               255.255.255.0   !B    0      -        0 -
> 10.4.0.0        fe80::8         255.255.255.0   UG    0      0        0 v0
< 10.6.0.0        10.0.0.2        255.255.0.0     UG    -1     0        0 v0
< 10.6.6.0        -               255.255.255.0   !     -2147483648 -        0 -
< 10.7.0.0        0.0.0.0         255.255.0.0     UG    0      0        0 v0
> 10.6.0.0        10.0.0.2        255.255.0.0     UG    4294967295 0        0 v0
> 10.6.6.0        -               255.255.255.0   !     2147483648 -        0 -
> 10.7.0.0        fe80::7         255.255.0.0     UG    0      0        0 v0
< 10.9.0.0        0.0.0.0         255.255.0.0     U     0      0        0 *
< 10.9.8.0        0.0.0.0         255.255.255.0   U     0      0        0 *
< 10.9.9.9        0.0.0.0         255.255.255.255 UH    0      0        0 *
> 10.8.0.0        10.1.0.2        255.255.0.0     UG    0      0        0 fifteen-letters
> 10.8.0.0        0.0.0.0         255.255.0.0     U     0      0        0 br0
> 10.9.0.0        -               255.255.0.0     !B    0      -        0 -
> 10.9.8.0        -               255.255.255.0   !T    0      -        0 -
> 10.9.9.9        -               255.255.255.255 !BH   0      -        0 -
END
same_table route -n
same_table route -n46
cat >"$known" <<'END'
< 10.2.3.0        0.0.0.0         255.255.255.0   U         0 0          0 lo
> 10.2.2.0        10.1.0.2        255.255.255.0   UG        0 0          0 fifteen-letters
> 10.2.3.0        -               255.255.255.0   !B        - -          - -
> 10.4.0.0        fe80::8         255.255.255.0   UG        0 0          0 v0
< 10.7.0.0        0.0.0.0         255.255.0.0     UG        0 0          0 v0
> 10.7.0.0        fe80::7         255.255.0.0     UG        0 0          0 v0
< 10.9.0.0        0.0.0.0         255.255.0.0     U         0 0          0 *
< 10.9.8.0        0.0.0.0         255.255.255.0   U         0 0          0 *
< 10.9.9.9        0.0.0.0         255.255.255.255 UH        0 0          0 *
> 10.8.0.0        10.1.0.2        255.255.0.0     UG        0 0          0 fifteen-letters
> 10.8.0.0        0.0.0.0         255.255.0.0     U         0 0          0 br0
> 10.9.0.0        -               255.255.0.0     !B        - -          - -
> 10.9.8.0        -               255.255.255.0   !T        - -          - -
> 10.9.9.9        -               255.255.255.255 !BH       - -          - -
END
same_table netstat -rn
# without netlink: what the file has, and what it cannot tell is not made up
cat >"$known" <<'END'
< 10.6.0.0        10.0.0.2        255.255.0.0     UG    -1     0        0 v0
< 10.6.6.0        -               255.255.255.0   !     -2147483648 -        0 -
< 10.7.0.0        0.0.0.0         255.255.0.0     UG    0      0        0 v0
> 10.6.0.0        10.0.0.2        255.255.0.0     UG    4294967295 0        0 v0
> 10.6.6.0        -               255.255.255.0   !     2147483648 -        0 -
> 10.7.0.0        -               255.255.0.0     UG    0      0        0 v0
< 10.9.0.0        0.0.0.0         255.255.0.0     U     0      0        0 *
< 10.9.8.0        0.0.0.0         255.255.255.0   U     0      0        0 *
< 10.9.9.9        0.0.0.0         255.255.255.255 UH    0      0        0 *
> 10.9.0.0        -               255.255.0.0     !B    0      -        0 -
> 10.9.8.0        -               255.255.255.0   !B    0      -        0 -
> 10.9.9.9        -               255.255.255.255 !BH   0      -        0 -
END
before_ours="$helpers/nonetlink 1"
same_table route -n
before_ours=
ours_too='--proc /proc'
same_table route -n
ours_too=
known=
same_table route -n6
state=
printf '%s\n' '10.9.9.9 hole.example' 'fe80::7 link7.example' '10.1.0.2 second.example' >"$tmp/hosts"
printf '%s\n' 'holes 10.9.0.0' 'several 10.8.0.0' >"$tmp/networks"
around="unshare --mount sh $tmp/named"
ours route | awk '{ print $1, $2 }' | grep -e example -e holes -e several >"$tmp/ours"
around=
cat >"$tmp/wanted" <<'END'
default second.example
10.2.2.0 second.example
10.7.0.0 link7.example
several 10.0.0.2
several second.example
several 0.0.0.0
holes -
hole.example -
END
same "names of what the file does not tell" "$tmp/wanted" "$tmp/ours"
in_net "$zoo_pid" "$helpers/nonetlink" 1 "$NETLET" route -n >"$tmp/wanted"
"$NETLET" route -n --netns "$zoo_pid" >"$tmp/ours"
same "route --netns with more routes is what the file has" "$tmp/wanted" "$tmp/ours"


# ---- Names of interfaces are somebody else's bytes.

escape=$(printf 'e\033[2J')
broken=$(printf 'b\377"\\\302\205')
cat >"$tmp/odd" <<END
ip link set lo up
for name in '$escape' '$broken' 'a"\\&<'; do
	ip link add "\$name" type bridge
	ip link set "\$name" up
	net=\$((\${net-0} + 1))
	ip route add 10.\$net.0.0/16 dev "\$name"
	ip -6 route add 2001:db8:\$net::/48 dev "\$name"
done
END
start "$tmp/odd"
zoo_pid=$started
printf '%s\n' 'e\x1b[2J' 'b\xff"\\xc2\x85' 'a"\&<' >"$tmp/wanted"
for command in 'route -n' 'route -n --proc /proc' 'route -n6' 'route -n6 --table all' 'netstat -rn' \
	'route -nee'; do
	ours $command | awk '$1 ~ /^(10\.[123]\.|2001:db8:[123]:)/ {
		print /0     0      0$/ ? $(NF - 3) : $NF }' >"$tmp/ours"
	same "names of interfaces in $command" "$tmp/wanted" "$tmp/ours"
done
printf '%s\n' '"e\u001b[2J"' '"b\\xff\"\\\u0085"' '"a\"\\&<"' >"$tmp/wanted"
ours route -nj | sed 's/.*"iface":\("[^,]*"\),"mss".*/\1/' >"$tmp/ours"
same "names of interfaces in JSON" "$tmp/wanted" "$tmp/ours"

done_testing
