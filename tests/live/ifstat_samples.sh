#!/bin/sh
# ifstat_samples - rates of a saved net/dev that is another one at each sample; its layout is that
# of ifstat 1.1, which reads such a file, too.
cd "$(dirname "$0")/../.." || exit 99
. tests/live/lib.sh
. tests/live/ifstat_lib.sh
need ifstat jq perl promtool unshare

root=$tmp/root
mkdir -p "$root/net"
: >"$tmp/empty"

# Rows with numbers in FILE; headings have none.
rows()
{
	grep -acE '[0-9]\.[0-9]|n/a|reset|^[{]|  [0-9]{7}' "$1"
}

# Waits until the programs that write into these files have shown COUNT samples.
until_rows() # COUNT FILE...
{
	want=$1
	shift
	for file; do
		tries=0
		until [ "$(rows "$file")" -ge "$want" ] || [ $tries -eq 500 ]; do
			sleep 0.02
			tries=$((tries + 1))
		done
	done
}

# Until the program has read net/dev once: it shows its heading then.
until_begun() # FILE...
{
	for file; do
		tries=0
		until [ -s "$file" ] || [ $tries -eq 500 ]; do
			sleep 0.02
			tries=$((tries + 1))
		done
	done
}

ours() # FILE ARG...: in the background
{
	file=$1
	shift
	: >"$file"
	"$NETLET" ifstat --proc "$root" "$@" >"$file" 2>"$file.err" </dev/null &
}

# Every digit is N: on one machine the time between samples is not quite that on another.
digits()
{
	sed 's/[0-9]/N/g' "$1"
}

# ---- Rates of every size, in the columns of ifstat 1.1, which knows only interfaces that the
# machine has unless they are asked for. Both read the same file at the same times. The numbers
# begin with 3, 1 and 2, far from those where their length changes.
growth() # SAMPLE
{
	echo "$sizes" | tr , '\n' | awk -v n="$1" '{
		# as much in half a second, in bytes
		printf "a%d %d %d\n", NR, 5000 + n * $1 * 1024 * 0.5, 77 + n * $1 * 512 * 0.5
	}'
}

beside() # SIZES ARG...: KB/s received, half of it sent
{
	sizes=$1
	shift
	names=$(growth 0 | awk '{ printf "%s%s", (NR > 1 ? "," : ""), $1 }')
	growth 0 | state
	: >"$tmp/theirs"
	ours "$tmp/ours" -i "$names" "$@" 0.5 2
	ours=$!
	ifstat -d "proc:$root/net/dev" -i "$names" "$@" 0.5 2 >"$tmp/theirs" 2>"$tmp/theirs.err" &
	theirs=$!
	until_begun "$tmp/ours"
	sleep 0.2 # the other one shows its heading with the first sample
	growth 1 | state
	until_rows 1 "$tmp/ours" "$tmp/theirs"
	growth 2 | state
	wait $theirs
	wait $ours
	status=$?
}

# A file that a busy machine changes too late has no rate: again, then.
like_theirs() # SIZES ARG...
{
	for try in 1 2 3 4 5; do
		beside "$@"
		digits "$tmp/theirs" >"$tmp/expected"
		digits "$tmp/ours" >"$tmp/got"
		! cmp -s "$tmp/expected" "$tmp/got" || break
	done
	shift
	{
		diff -a "$tmp/expected" "$tmp/got"
		cat "$tmp/ours.err"
		[ $status -eq 0 ] || echo "status $status"
		[ "$(rows "$tmp/ours")" -ge 2 ] || echo "not two samples"
	} >"$tmp/diff" 2>&1
	same "layout of ifstat $*" "$tmp/empty" "$tmp/diff"
}
all=0.02,0.3,3,32,320,3200,32000,320000
like_theirs $all
like_theirs 3,32,320,3200,32000 -b
like_theirs $all -w
like_theirs 0.3,3,32000 -t
like_theirs 0.3,3,32000,320000 -T
like_theirs 0.3,3,32000 -t -T -b
like_theirs $all -n
like_theirs $all -W
like_theirs 3,320,32000 -W -t -T

# The other one goes on with exponents where more than eight digits would be needed.
for try in 1 2 3 4 5; do
	beside 3,32,320,3200,32000,320000,3200000,32000000
	tail -n 1 "$tmp/ours" >"$tmp/line"
	! digits "$tmp/line" | grep -q ' NNNNNNNN  NNNNNNNN$' || break
done
is "layout of ever larger rates" "$(digits "$tmp/line")" \
	"    N.NN      N.NN     NN.NN     NN.NN    NNN.NN    NNN.NN   NNNN.NN   NNNN.NN  NNNNN.NN  NNNNN.NN  NNNNNN.N  NNNNNN.N   NNNNNNN   NNNNNNN  NNNNNNNN  NNNNNNNN"
# All of them are of one time.
awk -v sizes=3,32,320,3200,32000,320000,3200000,32000000 '{
	n = split(sizes, size, ",")
	for (i = 1; i <= n; i++) {
		got = $(2 * i - 1)
		expected = size[i] * $(2 * n - 1) / size[n]
		if (got < expected * 0.9999 - 0.006 || got > expected * 1.0001 + 0.006)
			print $(2 * i - 1), "not", expected
		if ($(2 * i) < got / 2.0001 - 0.006 || $(2 * i) > got / 1.9999 + 0.006)
			print $(2 * i), "not half of", got
	}
}' "$tmp/line" >"$tmp/got" 2>&1
same "rates are as their growth" "$tmp/empty" "$tmp/got"

# ---- What interfaces can do from one sample to the next, as text and as JSON.
history() # SAMPLE
{
	case $1 in
	0) cat <<-END ;;
		fine 1000 2000 10 20 0 0
		wraps 4294967000 4294967200 4294967290 7
		reset 3000000000 50000
		back 1099511627776 50000
		sent 10000 3000000000
		leaves 5000 5000
		END
	1) cat <<-END ;;
		fine 5096 4048 60 30 0 0
		wraps 1752 1952 14 7
		reset 1000 51000
		back 1099511627775 50000
		sent 11024 20
		comes 777777777 888888888
		END
	2) cat <<-END ;;
		fine 9192 6096 110 40 2 1
		wraps 5848 4000 114 7
		reset 5096 52024
		back 1099511631871 50000
		sent 12048 1044
		comes 777781873 888890936
		leaves 900000000 900000000
		END
	3) cat <<-END ;;
		fine 13288 8144 160 50 2 1
		wraps 9944 6048 214 7
		reset 9192 53048
		back 1099511635967 50000
		sent 13072 2068
		comes 777785969 888892984
		leaves 900004096 900002048
		END
	esac
}

replay() # FILE...: each has a program that is to show three samples
{
	until_begun "$1" "$2" "$3"
	sleep 0.2 # JSON has no heading
	for n in 1 2 3; do
		history $n | state
		until_rows $n "$@"
	done
	wait
}

history 0 | state
ours "$tmp/text" -q 0.5 3
ours "$tmp/sums" -n -w -T 0.5 3
ours "$tmp/errors" -p -e -i fine 0.5 3
ours "$tmp/json" -j -T 0.5 3
replay "$tmp/text" "$tmp/sums" "$tmp/errors" "$tmp/json"
cat >"$tmp/expected" <<'END'
       fine               wraps               reset                back                sent               leaves      
 KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out
       fine               wraps               reset                back                sent               leaves              comes       
 KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out
    N.NN      N.NN      N.NN      N.NN     reset     reset     reset     reset     reset     reset       n/a       n/a       n/a       n/a
    N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN       n/a       n/a      N.NN      N.NN
    N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN      N.NN
END
digits "$tmp/text" >"$tmp/got"
same "wrap, reset, gone and new in columns" "$tmp/expected" "$tmp/got"

cat >"$tmp/expected" <<'END'
       fine               wraps               reset                back                sent               leaves              Total       
 KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out
       fine               wraps               reset                back                sent               leaves              comes               Total       
 KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out   KB/s in  KB/s out
END
grep -v '[0-9]' "$tmp/sums" >"$tmp/got"
same "a heading of new columns, with -n, too" "$tmp/expected" "$tmp/got"
# Of who has no rate nothing is added. Each number is rounded to half a hundredth.
awk '/[0-9]/ {
	for (way = 1; way <= 2; way++) {
		sum = 0
		for (i = way; i < NF - 1; i += 2)
			sum += $i + 0
		off = sum - $(NF - 2 + way)
		if (off > 0.05 || off < -0.05)
			print "column", way, "is", sum, "in", $0
	}
	samples++
}
END { if (samples != 3) print samples, "samples" }' "$tmp/sums" >"$tmp/got"
same "-T is the sum of those that have rates" "$tmp/empty" "$tmp/got"

cat >"$tmp/expected" <<'END'
                                     fine                                     
 KB/s in  KB/s out   Pk/s in  Pk/s out   Er/s in  Er/s out   Dr/s in  Dr/s out
    N.NN      N.NN     NN.NN     NN.NN      N.NN      N.NN      N.NN      N.NN
    N.NN      N.NN     NN.NN     NN.NN      N.NN      N.NN      N.NN      N.NN!
    N.NN      N.NN     NN.NN     NN.NN      N.NN      N.NN      N.NN      N.NN
END
digits "$tmp/errors" | sed 's/NNN\.NN/ NN.NN/g' >"$tmp/got"
same "packets, errors and drops, and a mark where there are some" "$tmp/expected" "$tmp/got"

# In JSON rate times time is the growth, but for what the time is rounded to.
jq -c '.seconds as $s |
	def grown: if . == null then "null" elif .reset then "reset" else
		[(.rx_bytes_per_second, .tx_bytes_per_second | . * $s / 64 | round * 64),
		(.rx_packets_per_second, .tx_packets_per_second, .rx_errors_per_second,
		.rx_dropped_per_second | . * $s | round)] end;
	.interfaces + {total} | map_values(grown)' "$tmp/json" >"$tmp/got" 2>&1
cat >"$tmp/expected" <<'END'
{"fine":[4096,2048,50,10,0,0],"wraps":[2048,2048,20,0,0,0],"reset":"reset","back":"reset","sent":"reset","comes":"null","total":[6144,4096,70,10,0,0]}
{"fine":[4096,2048,50,10,2,1],"wraps":[4096,2048,100,0,0,0],"reset":[4096,1024,0,0,0,0],"back":[4096,0,0,0,0,0],"sent":[1024,1024,0,0,0,0],"leaves":"null","comes":[4096,2048,0,0,0,0],"total":[21504,8192,150,10,2,1]}
{"fine":[4096,2048,50,10,0,0],"wraps":[4096,2048,100,0,0,0],"reset":[4096,1024,0,0,0,0],"back":[4096,0,0,0,0,0],"sent":[1024,1024,0,0,0,0],"leaves":[4096,2048,0,0,0,0],"comes":[4096,2048,0,0,0,0],"total":[25600,10240,150,10,0,0]}
END
same "growth, wrap, reset, gone and new as JSON" "$tmp/expected" "$tmp/got"
jq -r '.interfaces[] | select(. != null and .reset == null) | .[]' "$tmp/json" | wc -l >"$tmp/got"
grep -oE '"[rt]x_[a-z]+_per_second":[0-9]+\.[0-9]+[,}]' "$tmp/json" | wc -l >"$tmp/rates"
is "every rate of JSON has a decimal point" "$(cat "$tmp/rates")" "$(($(cat "$tmp/got") + 24))"
cat "$tmp/text.err" "$tmp/sums.err" "$tmp/errors.err" "$tmp/json.err" >"$tmp/got"
same "nothing is said about who comes and goes" "$tmp/empty" "$tmp/got"

# ---- A counter that a driver lets fall below 0 has no small rate then, nor one that is cut.
echo 'below 10 10' | state
ours "$tmp/ours" 1 2
until_begun "$tmp/ours"
echo 'below 18446744073709551615 20' | state
until_rows 1 "$tmp/ours"
echo 'below 5 30' | state
wait
awk 'NR == 3 && $1 > 1e12 && $2 ~ /^[0-9]\.[0-9][0-9]$/ { ok++ }
	NR == 4 && $1 == "reset" && $2 == "reset" { ok++ }
	END { exit ok != 2 || NR != 4 }' "$tmp/ours" && ok "up to 2^64-1, and back" ||
	not_ok "up to 2^64-1, and back" "$tmp/ours"

# ---- The file itself goes and comes back; who is asked for is waited for.
echo 'here 1024 1024' | state
ours "$tmp/text" -i here,next 0.8 5
ours "$tmp/json" -j -q -i here,next 0.8 5
until_begun "$tmp/text"
sleep 0.3
rm "$root/net/dev"
until_rows 2 "$tmp/text" "$tmp/json"
printf 'here 2048 2048\nnext 7 7\n' | state
until_rows 3 "$tmp/text" "$tmp/json"
printf 'here 3072 3072\nnext 1031 1031\n' | state
until_rows 4 "$tmp/text" "$tmp/json"
printf 'here 4096 4096\nnext 2055 2055\n' | state
wait
cat >"$tmp/expected" <<'END'
       here                next       
 KB/s in  KB/s out   KB/s in  KB/s out
     n/a       n/a       n/a       n/a
     n/a       n/a       n/a       n/a
     n/a       n/a       n/a       n/a
    N.NN      N.NN      N.NN      N.NN
    N.NN      N.NN      N.NN      N.NN
END
digits "$tmp/text" >"$tmp/got"
same "net/dev goes and comes back" "$tmp/expected" "$tmp/got"
printf 'ifstat: next: no such interface now\nifstat: %s/net/dev: No such file or directory\n' "$root" \
	>"$tmp/expected"
same "it is said once that net/dev is gone" "$tmp/expected" "$tmp/text.err"
tail -n 1 "$tmp/expected" >"$tmp/one"
same "-q says nothing of who is absent" "$tmp/one" "$tmp/json.err"
jq -c '.interfaces | map_values(. != null)' "$tmp/json" >"$tmp/got"
cat >"$tmp/expected" <<'END'
{}
{}
{"here":false,"next":false}
{"here":true,"next":true}
{"here":true,"next":true}
END
same "absent from JSON, then without a baseline, then with rates" "$tmp/expected" "$tmp/got"

# ---- Lines that are none: said when there are some, and again when there are others.
bad() # LINE...
{
	{
		printf '%s\n' "$title" "$@"
		echo '  eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'
	} >"$root/net/new"
	mv "$root/net/new" "$root/net/dev"
}
bad 'eth1: 1 2 3'
ours "$tmp/ours" 0.2 4
until_begun "$tmp/ours"
until_rows 1 "$tmp/ours"
bad 'eth1: 1 2 3' 'eth2: x'
until_rows 2 "$tmp/ours"
bad
wait
printf 'ifstat: %s/net/dev: %s not understood\n' "$root" "1 line" "$root" "2 lines" >"$tmp/expected"
same "bad lines are told of once" "$tmp/expected" "$tmp/ours.err"

# ---- Linux 2.0 counts no bytes.
old()
{
	cat >"$root/net/new" <<-END
	Inter-|   Receive                  |  Transmit
	 face |packets errs drop fifo frame|packets errs drop fifo colls carrier
	  here: $((1492 + 50 * $1))    1    2    3    4     1066    5    6    7     8    9
	  next: $(((4294967290 + 50 * $1) % 4294967296))    1    2    3    4     1066    5    6    7     8    9
	END
	mv "$root/net/new" "$root/net/dev"
}
old 0
ours "$tmp/text" -p -T 0.5 1
ours "$tmp/json" -j -T 0.5 1
until_begun "$tmp/text"
sleep 0.2
old 1
wait
cat >"$tmp/expected" <<'END'
                 here                                    next                                   Total                 
 KB/s in  KB/s out   Pk/s in  Pk/s out   KB/s in  KB/s out   Pk/s in  Pk/s out   KB/s in  KB/s out   Pk/s in  Pk/s out
     n/a       n/a     NN.NN      N.NN       n/a       n/a     NN.NN      N.NN       n/a       n/a    NNN.NN      N.NN
END
digits "$tmp/text" | sed 's/NNN\.NN      N\.NN       n/ NN.NN      N.NN       n/g' >"$tmp/got"
same "no bytes are known, but packets are" "$tmp/expected" "$tmp/got"
jq -c '.seconds as $s | .interfaces + {total} |
	map_values([.rx_bytes_per_second, (.rx_packets_per_second * $s | round)])' "$tmp/json" \
	>"$tmp/got"
echo '{"here":[null,50],"next":[null,50],"total":[null,100]}' >"$tmp/expected"
same "what is not known is null in JSON" "$tmp/expected" "$tmp/got"

# ---- A column that one of two samples lacks is not known, whatever number the other one has there.
new()
{
	cat >"$root/net/new" <<-END
	$title
	  here: $((9000000000 + 4096 * $1)) $((1492 + 50 * $1)) 1 2 3 4 0 0 $((70000 - 2048 * $1)) 1066 5 6 7 8 9 0
	END
	mv "$root/net/new" "$root/net/dev"
}
old 0
ours "$tmp/text" -p -i here 0.5 6
ours "$tmp/json" -j -T -i here 0.5 6
until_begun "$tmp/text"
sleep 0.2
n=0
for kernel in old new new old old new; do
	n=$((n + 1))
	$kernel $n
	until_rows $n "$tmp/text" "$tmp/json"
done
wait
cat >"$tmp/expected" <<'END'
                 here                 
 KB/s in  KB/s out   Pk/s in  Pk/s out
     n/a       n/a     NN.NN      N.NN
     n/a       n/a     NN.NN      N.NN
   reset     reset     reset     reset
     n/a       n/a     NN.NN      N.NN
     n/a       n/a     NN.NN      N.NN
     n/a       n/a     NN.NN      N.NN
END
digits "$tmp/text" | sed 's/NNN\.NN/ NN.NN/' >"$tmp/got"
same "bytes that are counted only now and then" "$tmp/expected" "$tmp/got"
jq -c '.seconds as $s | .interfaces + {total} | map_values(if . == null then "none"
	elif .reset then "reset" else [.rx_bytes_per_second, (.rx_packets_per_second * $s | round)] end)' \
	"$tmp/json" >"$tmp/got"
cat >"$tmp/expected" <<'END'
{"here":[null,50],"total":[null,50]}
{"here":[null,50],"total":[null,50]}
{"here":"reset","total":"none"}
{"here":[null,50],"total":[null,50]}
{"here":[null,50],"total":[null,50]}
{"here":[null,50],"total":[null,50]}
END
same "such bytes are null in JSON" "$tmp/expected" "$tmp/got"

# ---- A hundred other names at each sample. In JSON those that are gone are forgotten after 60
# samples: there is room for all that come, and no sample is slow.
mkdir -p "$tmp/crowd/net"
cat >"$tmp/crowd.pl" <<'END'
my ($file, $title) = @ARGV;
for (my $n = 0; $n < 500000; select(undef, undef, undef, 0.008)) {
	open my $out, '>', "$file.new" or die;
	print $out "$title\n", map { ++$n; "c$n: $n 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n" } 1 .. 100;
	close $out;
	rename "$file.new", $file or die;
}
END
perl "$tmp/crowd.pl" "$tmp/crowd/net/dev" "$title" &
crowd=$!
until_begun "$tmp/crowd/net/dev"
perl -e 'open STDOUT, ">", shift; $r = system @ARGV; printf STDERR "%d %.2f\n", $r, (times)[2]' "$tmp/json" \
	"$NETLET" ifstat --proc "$tmp/crowd" -j -a 0.02 200 2>"$tmp/err" </dev/null
kill $crowd
wait $crowd 2>/dev/null
tail -n 1 "$tmp/err" >"$tmp/took"
is "a hundred new names at each sample: status, and nothing is said" "$(cut -d ' ' -f 1 "$tmp/took") $(wc -l <"$tmp/err")" "0 1"
is "a hundred are there each time" "$(jq '.interfaces | length' "$tmp/json" | uniq -c | xargs)" "200 100"
names=$(jq -r '.interfaces | keys[]' "$tmp/json" | sort -u | wc -l)
awk -v names="$names" '{ exit !(names > 16500 && $2 < 3) }' "$tmp/took" &&
	ok "more names than it tells apart come and go, in little time" ||
	why "more names than it tells apart come and go, in little time" "$names names, $(cut -d ' ' -f 2 "$tmp/took") s"

# ---- Prometheus takes the counters of every saved machine, and of names of any byte.
for saved in tests/roots/*/proc; do
	[ -f "$saved/net/dev" ] || continue
	"$NETLET" ifstat --proc "$saved" --prometheus >"$tmp/metrics" 2>/dev/null
	status=$?
	if [ -s "$tmp/metrics" ]; then
		promtool check metrics <"$tmp/metrics" >"$tmp/why" 2>&1 || status=7
	fi
	samples=$(grep -c '^node_network_' "$tmp/metrics")
	is "promtool takes ${saved%/proc}" "$status $((samples > 0))" \
		"$("$NETLET" ifstat --proc "$saved" --total -a >/dev/null 2>&1 && echo 0 1 || echo 1 0)"
done
done_testing
