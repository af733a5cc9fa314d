#!/bin/sh
# run.sh - runs every fuzz target on a copy of its corpus: SECONDS for all together, else 2 each.
#
#	tests/fuzz/run.sh [SECONDS]

cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
number=0
bad=0
set -- "${1:-0}" tests/fuzz/*.c
seconds=$1
shift
each=2
if [ "$seconds" -gt 0 ]; then
	each=$((seconds / $#))
	[ $each -gt 0 ] || each=1
fi

[ -f "$1" ] || { echo "not ok 1 - there is no fuzz target"; exit 1; }
for source; do
	name=$(basename "$source" .c)
	work=$BUILD/fuzz/$name
	number=$((number + 1))
	rm -rf "$work"
	mkdir -p "$work/corpus"
	[ ! -d "tests/fuzz/corpus/$name" ] || cp -r "tests/fuzz/corpus/$name/." "$work/corpus"
	if "$BUILD/tests/fuzz/$name" -max_total_time="$each" -timeout=10 -print_final_stats=1 \
		-artifact_prefix="$work/" "$work/corpus" > "$work/log" 2>&1; then
		runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log")
		echo "ok $number - fuzz $name, $runs runs in $each s"
	else
		bad=1
		tail -n 40 "$work/log" | sed 's/^/# /'
		echo "not ok $number - fuzz $name; the input is in $work"
	fi
done
exit $bad
