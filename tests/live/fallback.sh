#!/bin/sh
# fallback - where the kernel refuses sock_diag, and with --proc, the rows are still the same.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need ss strace
helper nodiag tests/live/nodiag.c
sets='users shared namespaces tun tcp datagrams raw unix'

all_rows()
{
	same_rows -taneo
	same_rows -tan
	same_rows -tn
	same_rows -tln
	same_rows -tan6
	same_rows -uan
	same_rows -Uan
	same_rows -wan
	same_rows -xan
	same_rows -xln
	same_rows -an
	same_rows -anp
	same_rows -nlpt
}

zoo_start $sets
if in_zoo strace -f -e trace=socket "$NETLET" netstat -tan 2>&1 >/dev/null |
	grep -q 'NETLINK_SOCK_DIAG)* *= [0-9]'; then
	ok "without the filter, sock_diag is asked"
else
	why "without the filter, sock_diag is asked" "strace saw no such socket"
fi
for errno in 1 13 93 97; do # EPERM EACCES EPROTONOSUPPORT EAFNOSUPPORT
	before_ours="$helpers/nodiag $errno"
	if in_zoo $before_ours ss -Htan 2>&1 >/dev/null | grep -q 'netlink socket'; then
		ok "nodiag $errno refuses sock_diag"
	else
		why "nodiag $errno refuses sock_diag" "ss found nothing amiss"
	fi
	if [ $errno -eq 1 ]; then
		all_rows
	else
		same_rows -tan
		same_rows -xan
	fi
done
before_ours=
ours_too='--proc /proc'
all_rows
ours_too='--proc=/proc/'
same_rows -tanp
same_rows -xanp
done_testing
