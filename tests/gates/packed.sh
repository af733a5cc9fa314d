#!/bin/sh
# packed.sh - a packed text prints as what it was before, whichever awk has packed it.

. "$(dirname "$0")/lib"

dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir" "$results" "$results".*' EXIT

cat > "$dir/texts.c" << 'END'
#include "core/packed.h"
#include <stdio.h>
#define NAME " the other one"
#define TEXT(text) text "\0"
static const struct row { char letter; const char *text; } rows[] = {
	{ '"', PACKED("there is no such \"thing\" as the\n\t\\n other one") },
	{ 'u', "the other one\0" "" PACKED("what" NAME "" " there") },
	{ '\'', PACKED("") },
	{ '\\', PACKED("\1012 \x41 in there") },
	{ 'x', PACKED("not" NAME), }, { 'x', "there is the other one" },
};
static const char joined[] = TEXT(PACKED("the one there")) TEXT("there: the one");
int main(void)
{
	static char buf[4096];
	struct fmt f = fmt_open(buf, sizeof(buf));
	unsigned i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		fmt_char(&f, rows[i].letter);
		packed_fmt(&f, rows[i].text);
	}
	packed_fmt(&f, joined);
	fwrite(buf, 1, (size_t)(f.at - buf), stdout);
	puts(rows[1].text);
	puts(rows[5].text);
	printf("%d\n", __LINE__);
	return fwrite(joined + sizeof(joined) - 16, 1, 16, stdout) != 16;
}
END
program() {
	gcc -I. -o "$dir/$1" "$dir/$1.$2" core/packed.c core/fmt.c && "$dir/$1" > "$dir/$1.out"
}
{
	gcc -I. -E -o "$dir/texts.i" "$dir/texts.c" && program texts c
} 2>&1 | rule 'texts are printed that are not packed'

for awk in awk 'busybox awk'; do
	name=${awk#* }-${awk%% *}
	{
		LC_ALL=C $awk -f core/pack.awk core/pairs.h "$dir/texts.i" > "$dir/$name.i"
		program "$name" i && cmp "$dir/texts.out" "$dir/$name.out"
	} 2>&1 | rule "$awk packs them, and they are printed the same"
	grep -n 'the.*one' "$dir/$name.i" | grep -v '"the other one\\0"\|"there is the other one"\|"there: the one"' |
		rule "$awk packs all that is marked"
	grep -c '"there is the other one"\|"there: the one"' "$dir/$name.i" | grep -vx 2 |
		rule "$awk packs nothing else"
done

all_hold
