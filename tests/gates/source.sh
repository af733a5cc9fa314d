#!/bin/sh
# source.sh - who may include whom, no conditional code, and how files look.

. "$(dirname "$0")/lib"

# includes FOLDER ALLOWED: what the C files of FOLDER include that the pattern does not allow.
includes() {
	grep -Hn '^[[:space:]]*#[[:space:]]*include' $(project_files "$1" | grep '\.[ch]$') |
		grep -Ev "include[[:space:]]+($2)"
}
STD='<(stdbool|stddef|stdint|limits|string)\.h>'

includes core "\"core/[a-z0-9_]+\.h\"|$STD" |
	rule 'core includes only core and stdbool stddef stdint limits string'
includes platform '"(core|platform)/[a-z0-9_]+\.h"|<[a-z0-9_/]+\.h>' |
	rule 'platform includes only core, platform, libc and Linux'
grep -HnE '#[[:space:]]*include[[:space:]]*<(stdio|stdlib|malloc)\.h>' \
	$(project_files platform | grep '\.[ch]$') |
	rule 'platform includes neither stdio nor stdlib'
includes applets "<errno\.h>|\"(core/[a-z0-9_]+|platform/platform|build/config|applets/list|applets/routes|applets/netns|[a-z0-9_]+|applets/[a-z0-9_]+/[a-z0-9_]+)\.h\"|$STD" |
	rule 'applets include only core, platform.h, config.h, their own folder, shared tables and errno'
for folder in applets/*/; do
	name=$(basename "$folder")
	grep -Hn '#[[:space:]]*include[[:space:]]*"\(applets/\|\.\.\)' "$folder"*.[ch] |
		grep -v "\"applets/\($name/\|list\.h\"\|netns\.h\"\|routes\.h\"\)"
done | rule 'no applet includes another'

grep -Hnw typedef $(project_files core platform applets | grep '\.[ch]$') | rule 'no typedef'

# Header guards are the only conditional code. list.h is included several times, so it has none.
for f in $(project_files core applets | grep '\.[ch]$'); do
	awk -v file="$f" '
		/^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|else|endif)/ { n++; line[n] = $0; at[n] = FNR }
		END {
			guard = file
			sub(/.*\//, "", guard)
			guard = toupper(guard)
			gsub(/[^A-Z0-9]/, "_", guard)
			ok = n == 0 || (file ~ /\.h$/ && n == 2 && line[2] ~ /endif/ &&
				line[1] ~ "^#ifndef [A-Z_]*" guard "$")
			if (file ~ /\/list\.h$/)
				ok = 1
			if (!ok)
				for (i = 1; i <= n; i++)
					print file ":" at[i] ": " line[i]
		}' "$f"
done | rule 'no conditional code in core and applets'

for f in $(project_files core platform applets | grep '\.[ch]$'); do
	lines=$(wc -l < "$f")
	[ "$lines" -le 400 ] || echo "$f: $lines lines"
done | rule 'no file is longer than 400 lines'

for f in $(project_files applets core platform tests | grep '\.[ch]$'); do
	name=$(basename "${f%.[ch]}")
	head -n 1 "$f" | grep -q "^/\* $name\(\.[ch]\)\? - ." || echo "$f: $(head -n 1 "$f")"
done | rule 'the first line of a C file is /* name - what it is'

if command -v clang-format > /dev/null; then
	clang-format --dry-run -Werror $(project_files applets core platform tests | grep '\.[ch]$') \
		2>&1 | grep -a 'error:' | rule 'C files are laid out as .clang-format says'
else
	result ok 'C files are laid out as .clang-format says # SKIP no clang-format'
fi

all_hold
