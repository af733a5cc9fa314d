#!/bin/sh
# zones - local time in all zones of this machine and by rules, beside that of libc.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
need zic strace

data=/usr/share/zoneinfo
zones=$helpers/zones
end=4102358400 # of 2099: rules go no further
times=300

# compare FROM: TZ is each line of stdin in turn; what differs from libc, if anything does.
compare()
{
	compared=0
	while read -r zone; do
		TZ=$zone "$zones" "$1" $end $times >"$tmp/line" || cat "$tmp/line"
		compared=$((compared + 1))
	done >"$tmp/differences"
}

as_libc() # NAME LEAST
{
	[ "$compared" -ge "$2" ] || echo "only $compared compared" >>"$tmp/differences"
	if [ -s "$tmp/differences" ]; then
		not_ok "$1" "$tmp/differences"
	else
		ok "$1"
	fi
}

# Zones that count leap seconds are not for the clock of Linux, which does not.
(cd $data && find . -name right -prune -o -type f -exec grep -la '^TZif' {} +) | sed 's|^\./||' >"$tmp/zones"
compare -3000000000 <"$tmp/zones"
as_libc 'the zones of tzdata' 300
sed 's/^/:/' "$tmp/zones" | head -n 5 >"$tmp/colons"
compare -3000000000 <"$tmp/colons"
as_libc 'a colon before them' 5
for form in slim fat; do
	mkdir "$tmp/$form"
	zic -b $form -d "$tmp/$form" $data/tzdata.zi 2>"$tmp/zic"
	find "$tmp/$form" -type f >"$tmp/files"
	compare -3000000000 <"$tmp/files"
	as_libc "$form files, by their whole paths" 300
done

# Before 1971 glibc takes the dates of 1970. Changes stay in their year there, too.
cat >"$tmp/rules" <<'END'
UTC0
<+0330>-3:30
CET-1CEST,M3.5.0,M10.5.0/3
EST5EDT,M3.2.0,M11.1.0
AEST-10AEDT,M10.1.0,M4.1.0/3
IST-1GMT0,M10.5.0,M3.5.0/1
<-02>2<-01>,M3.5.0/-1,M10.5.0/0
EET-2EEST,M3.4.4/50,M10.4.4/50
ABC3DEF,J60,J300/167:59:59
ABC-3:15:20DEF,59/-1:30,299
ABC3DEF1:30,M2.5.4/24,M1.5.6
ABC-14DEF,J300/-167,J60/100
END
compare 40000000 <"$tmp/rules"
as_libc 'rules' 12
printf '%s\n' '' Nowhere/Nothing /dev/null :/etc >"$tmp/nothing"
compare 0 <"$tmp/nothing"
as_libc 'no zone is UTC' 4

env -u TZ "$zones" 0 $end $times >"$tmp/line"
is 'the zone of this machine' "$(cat "$tmp/line")" "$times times"

# What libc does otherwise.
is 'a path with .. is UTC' "$(TZ=Europe/../Europe/Berlin "$zones" 1783000000)" 1783000000
cp $data/Europe/Berlin "$tmp/zone"
is 'a file' "$(TZ=$tmp/zone "$zones" 1783000000)" 1783007200
head -c 8192 /dev/zero >>"$tmp/zone"
is 'a file of more than 8 KB is UTC' "$(TZ=$tmp/zone "$zones" 1783000000)" 1783000000
mkfifo "$tmp/fifo"
is 'a pipe is UTC' "$(TZ=$tmp/fifo timeout 10 "$zones" 1783000000)" 1783000000
TZ=Europe/Berlin strace -e trace=%file,read,close -o "$tmp/trace" "$zones" 1 2 3 4 5 >/dev/null
is 'read once' "$(grep -c 'Berlin' "$tmp/trace")" 1
wall=$("$zones")
now=$(date +%s)
if [ $((now - wall / 1000)) -ge 0 ] && [ $((now - wall / 1000)) -le 10 ]; then
	ok 'the time of day'
else
	why 'the time of day' "$wall milliseconds, $now seconds"
fi
done_testing
