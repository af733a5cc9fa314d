#!/bin/sh
# tree.sh - what the project's folder holds, and what its files must not say.

. "$(dirname "$0")/lib"

project_files | cut -d/ -f1 | sort -u |
	grep -vxE 'applets|core|platform|tests|Kconfig|Makefile|README\.md|LICENSE|\..*' |
	rule 'the top level holds only what it may'

# Patterns are split so that this file does not find itself.
project_files | xargs grep -InE "\<((TO)DO|(FIX)ME|(X)XX)\>|(^|[^[:alnum:]._-])/((ho)me|(ro)ot|(wo)rk(space)?|(Us)ers)/[a-z]" -- |
	grep -vE "^tests/(roots|golden|fuzz/corpus)/" | rule 'no unfinished business and no private paths'

project_files | while read -r f; do
	! head -n 1 "$f" | grep -aq '^#!' || [ -x "$f" ] || echo "$f cannot be executed"
done | rule 'scripts can be executed'

for folder in applets/*/; do
	name=$(basename "$folder")
	symbol=$(echo "$name" | tr a-z A-Z)
	grep -qx "source \"applets/$name/Kconfig\"" Kconfig || echo "Kconfig has no source line for $name"
	grep -qx "config $symbol" "${folder}Kconfig" || echo "${folder}Kconfig has no config $symbol"
	grep -q "\<$name\>" applets/list.h || echo "applets/list.h has no line for $name"
	[ -f "$folder$name.c" ] || echo "$folder$name.c is missing"
done 2>&1 | rule 'every applet is in Kconfig and list.h by its name'

all_hold
