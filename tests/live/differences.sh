#!/bin/sh
# differences - where the rows differ from net-tools' on purpose, with the exact bytes.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need iconv unshare

row() # PORT CELL: a listener at 127.0.0.1
{
	printf 'tcp        0      0 %-23s 0.0.0.0:*               LISTEN      %-20s\n' "127.0.0.1:$1" "$2"
}

# PID/NAME cut at 19 bytes, but never inside a character or an escape.
cell() # PID NAME, escaped already, without a backslash of its own
{
	printf '%s' "$2" | LC_ALL=C.UTF-8 grep -oE '\\x[0-9a-f]{2}|.' | awk -v out="$1/" '
		{ if (length(out) + length($0) > 19) exit; out = out $0 }
		END { print out }'
}

clean() # NAME FILE: nothing that a terminal obeys, and all of it UTF-8
{
	if [ -s "$2" ] && [ "$(tr -d '\n\040-\176\200-\377' <"$2" | wc -c)" -eq 0 ] &&
		iconv -f UTF-8 -t UTF-8 "$2" >/dev/null 2>&1 &&
		! grep -qa "$(printf '\302[\200-\237]')" "$2"; then
		ok "$1"
	else
		not_ok "$1" "$2"
	fi
}

# IPv6 addresses are whole without -W, too
zoo_start tun wide
theirs=-tanW same_rows -tan
theirs=-nW same_rows -n
theirs=-tulnW same_rows -tuln
theirs=-uanW same_rows -uan
theirs=-UanW same_rows -Uan
theirs=-wanW same_rows -wan
theirs=-taneoW same_rows -taneo
theirs=
long=2001:db8:1234:5678:9abc:def0:1234:5678
is "a long IPv6 listener" "$(in_zoo "$NETLET" netstat -tln | grep -a ':12345 ')" \
	"tcp6       0      0 $long:12345 :::*                    LISTEN     "
is "net-tools would cut it" "$(in_zoo netstat -tln | grep -a ':12345 ')" \
	'tcp6       0      0 2001:db8:1234:567:12345 :::*                    LISTEN     '
is "two long addresses" "$(in_zoo "$NETLET" netstat -tn | grep -a SYN_SENT)" \
	"tcp6       0      1 $long:54321 2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff:55555 SYN_SENT   "
is "a long udp6 pair" "$(in_zoo "$NETLET" netstat -un | grep -a 12346)" \
	"udp6       0      0 $long:12346 $long:12347 ESTABLISHED"

# nor is an IPv4 address before a long service name
no_host_names
theirs=-tlW same_rows -tl
theirs=-aW same_rows -a
around= theirs=
is "a long service name" "$(in_zoo "$NETLET" netstat -tl | grep -a ' 127\.100')" \
	'tcp        0      0 127.100.100.100:zabbix-trapper 0.0.0.0:*               LISTEN     '

# program names
zoo_start shared names hostile-names tun
in_zoo "$NETLET" netstat -nlpt >"$tmp/cut" 2>"$tmp/err"
in_zoo "$NETLET" netstat -nlptW >"$tmp/whole" 2>>"$tmp/err"
is "nothing on stderr" "$(cat "$tmp/err")" ""
clean "names of programs leave the terminal alone" "$tmp/cut"
clean "names of programs leave the terminal alone, -W" "$tmp/whole"
program() # PORT NAME
{
	is "program at $1 ($(printf %.20s "$2"))" "$(grep -a ":$1 " "$tmp/cut")" \
		"$(row "$1" "$(cell "$(held "$1")" "$2")")"
	is "program at $1 with -W" "$(grep -a ":$1 " "$tmp/whole")" "$(row "$1" "$(held "$1")/$2")"
}
e=$(printf '\303\251\303\251\303\251\303\251')
n=nnnnnnnn n=$n$n$n$n$n$n$n$n n=$n$n$n$n$n$n$n$n n=$n$n$n$n$n$n$n$n # 4096 of them
program 20001 sh
program 20003 a-daemon-of-a-long-name
program 20004 'nginx: master process /usr/sbin/nginx -g daemon on;'
program 20006 ./here/below/x
program 20008 'of a path'
program 20012 ' leading blank'
program 20101 "$n"
program 20102 "${n%n}"
program 21001 'odd comm'
program 21002 'new\x0aline'
program 21003 'esc\x1b[31mred\x1b[2J'
program 21004 'na\x0ame'
program 21005 'bad\xff\xfe'
program 21006 'del\x7f'
program 21007 'c1\xc2\x9b2J'
program 21008 "$e$e$e"
program 21009 "x$e$e$e"
program 21010 '\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b'
program 21011 ''
program 21012 'tail\x0a'
program 21102 'plain comm'
program 21103 'ev)il\x1b[2J'
program 21104 'new\x0aline\x0ax'
program 21105 nnnnn
is "4096 control bytes, cut" "$(grep -a ':21101 ' "$tmp/cut")" \
	"$(row 21101 "$(cell "$(held 21101)" '\x01\x01\x01\x01\x01')")"
is "4096 control bytes, -W" "$(grep -a ':21101 ' "$tmp/whole" | grep -ao '\\x01' | wc -l)" 4096
is "a backslash stays" "$(grep -a ':20009 ' "$tmp/whole")" \
	"$(row 20009 "$(held 20009)/back\\slash")"
is "another four own the socket" "$(grep -a ':9200 ' "$tmp/cut")" \
	"$(row 9200 "$(held 9201)/zoo +4")"

# unix names
zoo_start hostile-unix tun
cat >"$tmp/expected" <<'END'
 23 head blank
01 with  two blanks
02 tail blank 
03-new\x0aline
04-clear\x1b[2J\x1b[H
05-bad\xff\xfeutf
06-café-€-😀
07-del\x7f
08-c1\xc2\x9b2J
09-rawc1\x9b2J
10-back\slash\x1b
11-tab\x09cr\x0dbs\x08
12-overlong\xc0\xaf
13-surrogate\xed\xa0\x80
14-toolarge\xf4\x90\x80\x80
15-cut\xe2\x82
16-last\x0a
17-forged\x0a0000000000000000: 00000002 00000000 00000000 0002 01 4242 forged
@18-nul@in@the middle
@19-nul at end@@
@20-abstract\x1b]0;title\x07\x0ax
21-bell\x07
22-title\x1b]0;owned\x07
END
{
	printf '24-'
	printf '\\x01%.0s' $(seq 104)
	printf '\n25-'
	printf %s defghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz
	printf '%s\n' abcdefghijklmnopqrstuvwxyzabc
} >>"$tmp/expected"
sort "$tmp/expected" >"$tmp/sorted"
for args in -xa -xap -xanpW '--proc /proc -xa'; do
	in_zoo "$NETLET" netstat $args >"$tmp/ours" 2>"$tmp/err"
	clean "unix names leave the terminal alone ($args)" "$tmp/ours"
	is "nothing on stderr ($args)" "$(cat "$tmp/err")" ""
	# the heads of the rows as printf makes them, the names as listed
	sed 1,2d "$tmp/ours" | awk -v prg="$(case $args in *p*W | -xap) echo 1 ;; esac)" \
		-v pid="$zoo_pid" '{
		inode = $6
		for (i = 5; $i !~ /^[0-9]+$/ && i < 8; i++)
			;
		inode = $i
		head = sprintf("unix  2      [ ]         DGRAM                    %-8s ", inode)
		if (prg)
			head = head sprintf("%-20s ", pid "/zoo")
		if (index($0, head) == 1)
			print substr($0, length(head) + 1)
		else
			print "not understood: " $0
	}' | sort >"$tmp/names"
	if [ "$args" = '--proc /proc -xa' ]; then # a whole forged row cannot be told in /proc
		grep -v forged "$tmp/sorted" >"$tmp/some"
		grep -v forged "$tmp/names" >"$tmp/names.some"
		same "unix names ($args)" "$tmp/some" "$tmp/names.some"
	else
		same "unix names ($args)" "$tmp/sorted" "$tmp/names"
	fi
done

# a connection in the accept queue bears its listener's forged name, and no inode to ask about
zoo_start hostile-queue
name='queue\x0a0000000000000000: 00000003 00000000 00000000 0001 03 4343 forged'
cat >"$tmp/expected" <<END
unix  2      [ ACC ]     STREAM     LISTENING     I  $name
unix  3      [ ]         STREAM     CONNECTED     I  
unix  3      [ ]         STREAM     CONNECTING    0  $name
END
in_zoo "$NETLET" netstat -xa | sed 1,2d |
	sed -E 's/^(.{50})[1-9][0-9]* +/\1I  /; s/^(.{50})0 +/\10  /' | sort >"$tmp/names"
sort "$tmp/expected" >"$tmp/sorted"
same "a forged name in the accept queue" "$tmp/sorted" "$tmp/names"

# what a kernel lacks: silent, unless it was asked for
in_zoo "$NETLET" netstat -San >"$tmp/ours" 2>"$tmp/err"
status=$?
if [ -e /proc/net/sctp ]; then
	why "sctp" "this kernel has SCTP: the test for one without cannot run"
else
	is "SCTP asked for: status" $status 2
	is "SCTP asked for: one line" "$(wc -l <"$tmp/err")" 1
	is "SCTP not asked for" "$(in_zoo "$NETLET" netstat -an 2>&1 >/dev/null)" ""
fi
done_testing
