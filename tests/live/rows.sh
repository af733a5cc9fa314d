#!/bin/sh
# rows - every row, heading and their order, byte for byte those of net-tools' netstat.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need mount

states='CLOSE_WAIT CLOSING ESTABLISHED FIN_WAIT1 FIN_WAIT2 LAST_ACK LISTEN SYN_RECV SYN_SENT'
states="$states TIME_WAIT"
plain='users shared namespaces tun tcp datagrams raw unix'

zoo_start $plain names
if grep '^lacks' "$tmp/zoo.out" >"$tmp/why"; then
	not_ok "the kernel has all that the zoo asks for" "$tmp/why"
else
	ok "the kernel has all that the zoo asks for"
fi
for family in 4 6; do
	is "every TCP state is there (-$family)" "$(in_zoo netstat -tan -$family |
		awk 'NR > 2 { print $6 }' | sort -u | tr '\n' ' ')" "$states "
done
is "every timer is there" "$(in_zoo netstat -tano |
	awk 'NR > 2 { print $7 }' | sort -u | tr '\n' ' ')" "keepalive off on probe timewait "

# without programs: quick
same_rows -taneo
same_rows -antoe
same_rows -an
same_rows -n
same_rows -l -n
same_rows -an4
same_rows -an6
same_rows -46an
same_rows -tan
same_rows -tn
same_rows -tln
same_rows -t -a -n
same_rows -tn4
same_rows -tln6
same_rows -uan
same_rows -un
same_rows -uln
same_rows -Uan
same_rows -Un
same_rows -Uln
same_rows -wan
same_rows -wn
same_rows -wln
same_rows -wan6
same_rows -tuan
same_rows -tuwUan
same_rows -xan
same_rows -x
same_rows -xln
same_rows -xa
same_rows -xano
same_rows -xane
same_rows -aneo
same_rows -aneeo
same_rows -lne
same_rows -ano
same_rows -A inet -an
same_rows -A inet6 -an
same_rows -A unix -a
same_rows -A unix
same_rows -A inet,unix -an
same_rows -A inet,inet6 -n
same_rows -A inet -A inet6 -n
same_rows --protocol=inet -n
same_rows --inet -n
same_rows --inet6 -an
same_rows --inet --inet6 -ln
same_rows --unix --all
same_rows --tcp --all --numeric --extend --timers
same_rows --udp --listening --numeric
same_rows --raw --all --numeric
same_rows --udplite --all --numeric
same_rows --tcp --al --numeric-p --numeric-h
same_rows --tcp --numeric-hosts --numeric-ports --numeric-users -e
same_rows -tanv

# with programs: the walk over every process takes its time
zoo_start $plain names
same_rows -nap
same_rows -nlpt
same_rows -tulpn
same_rows -anp
same_rows -axp
same_rows -tanpeo
same_rows -wUanp
same_rows --tcp --all --numeric --programs
same_rows --prog -lnx

# -W: here no address and no name is cut
zoo_start $plain wide
same_rows -anWp
same_rows -anueeW
same_rows -tanW
theirs=-tanW
same_rows -tanT
theirs=
same_rows -anWeo
same_rows --wide --all --numeric -w

# with names of ports and users; no host has one
no_host_names
same_rows -aW
same_rows -alW
same_rows -tW
same_rows -luW
same_rows -aeW
same_rows -aeoW
same_rows -aUwW
same_rows -xa
same_rows -eW --numeric-ports
same_rows -aeW --numeric-users
same_rows -aeW --numeric-hosts
around=

done_testing
