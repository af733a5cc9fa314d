#!/bin/sh
# route_words - what each line of route_words.table does to the kernel's routes, which iproute2 shows:
# ours, ours without netlink, and net-tools', each from the same routes.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need ip mount route setpriv timeout unshare
helper nonetlink tests/live/nonetlink.c
. tests/live/route_lib.sh

# Table lines: WORDS | HOW | RESULT [| RESULT without netlink].
field() # takes the first field off $rest into $field
{
	field=${rest%% | *}
	case $rest in
	*' | '*) rest=${rest#* | } ;;
	*) rest= ;;
	esac
	field=${field#"${field%%[! ]*}"}
	field=${field%"${field##*[! ]}"}
}

gives() # NAME EXPECTED: what $got is; a * in it is any text
{
	case $got in
	$2) ok "$1" ;;
	*) is "$1" "$got" "$2" ;;
	esac
}

compare() # WORDS HOW: what net-tools did, with what we did
{
	attempt route "$@"
	same=no
	[ "$change/$((status > 0))" != "$ours" ] || same=yes
	case $how/$same in
	=/yes) ok "route $words: as net-tools" ;;
	=/no) why "route $words: as net-tools" "ours: $ours; theirs: $change/$((status > 0))" ;;
	*/no) ok "route $words: not as net-tools ($how)" ;;
	*) why "route $words: not as net-tools ($how)" "both: $ours" ;;
	esac
}

refusals='1 97' # EPERM EAFNOSUPPORT
for refusal in $refusals; do
	if "$helpers/nonetlink" "$refusal" ip route >/dev/null 2>&1; then
		why "nonetlink $refusal refuses netlink" "ip found nothing amiss"
	else
		ok "nonetlink $refusal refuses netlink"
	fi
done
given= cases=0 seen=0
while IFS= read -r rest; do
	case $rest in
	'' | \#*) continue ;;
	given*)
		given=${rest#given}
		continue
		;;
	esac
	field
	words=$field
	field
	how=$field
	field
	result=$field
	field
	without=${field:-$result}
	cases=$((cases + 1))
	set -f
	eval "set -- $words"
	set +f
	attempt "$NETLET" route "$@"
	ours=$change/$((status > 0))
	gives "route $words" "$result"
	refusal=${refusals%% *}
	refusals="${refusals#* } $refusal"
	attempt "$helpers/nonetlink" "$refusal" "$NETLET" route "$@"
	gives "route $words, without netlink (errno $refusal)" "$without"
	compare "$@"
done <"${TABLE:-tests/live/route_words.table}"

# Without the right to change routes.
unprivileged='setpriv --bounding-set -net_admin --inh-caps -net_admin'
given=' route add 10.2.0.0/16 via 10.0.0.2'
no='Operation not permitted (only root may change routes)'
for words in "add 10.1.0.0/16 gw 10.0.0.2" "del 10.2.0.0/16" "replace 10.1.0.0/16 gw 10.0.0.3" \
	"add 2001:db8:9::/48 dev br0" "del 2001:db8::/64"; do
	what=${words%% gw *}
	what=${what%% dev *}
	attempt $unprivileged "$NETLET" route $words
	is "route $words, unprivileged" "$got" "1 route: $what: $no"
	attempt $unprivileged "$helpers/nonetlink" 1 "$NETLET" route $words
	is "route $words, unprivileged, without netlink" "$got" "1 route: $what: $no"
done

[ -n "$TABLE" ] || if [ $cases -ge 150 ]; then
	ok "the table has at least 150 lines"
else
	why "the table has at least 150 lines" "it has $cases"
fi
done_testing
