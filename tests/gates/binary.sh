#!/bin/sh
# binary.sh - who calls whom; no heap, no stdio, no resolver in the binary; static, stripped, small.

. "$(dirname "$0")/lib"

# objects FOLDER: those of it that are linked with everything on.
objects() {
	tr ' ' '\n' < "$BUILD/everything/sources" | grep "/everything/$1/[a-z0-9_]*\.o$"
}
# defines FOLDER: what others may call of it.
defines() {
	nm -g --defined-only $(objects "$1") | awk 'NF == 3 { print $3 }'
}
# calls FOLDER ALLOWED: the undefined symbols of FOLDER that are not its own and match nothing of
# ALLOWED. mem*, str* and what the compiler adds by itself, which libgcc defines, always may be.
calls() {
	defines "$1" > "$results.own"
	nm -A -u $(objects "$1") | grep -vE " U ((mem|str)[a-z]+|__(u?div|u?mod|ashl|ashr|lshr|u?cmp|mul|clz|ctz|bswap)[a-z]+[0-9]|_GLOBAL_OFFSET_TABLE_|$2)$" |
		awk 'NR == FNR { own[$1]; next } !($NF in own)' "$results.own" -
}
calls core '' | rule 'core calls only mem*, str* and itself'
core=$(defines core | paste -s -d '|')
for folder in applets/*/; do
	calls "${folder%/}" "os_[a-z_]+|(routes|netns)_[a-z]+|$core"
done | rule 'applets call only mem*, str*, core, platform, shared tables and themselves'
calls applets "os_[a-z_]+|$core|[a-z0-9]+_applet" |
	rule 'main calls only mem*, str*, core, platform and applets'
# Two files stand in the place of some of libc, under its names.
nm -g --defined-only $(objects platform | grep -v '/\(calls\|start\)\.o$') |
	awk 'NF == 3 && $3 !~ /^os_/' | rule 'what platform offers is called os_*'

# State that outlives a call would be a writable variable.
nm $(objects core) | grep -E ' [bBdDcC] ' | rule 'core has no global state'

# without WHAT PATTERN: the binary has no symbol that matches it as a whole.
without() {
	echo "$symbols" | grep -E "^($2)\$" | rule "$dir/netlet has no $1"
}
for dir in "$BUILD" "$BUILD/everything"; do
	# musl's exit() has an empty weak __stdio_exit where there is no stdio to flush.
	symbols=$(nm "$dir/netlet.unstripped" | awk '$2 != "W" || $3 != "__stdio_exit" { print $NF }')
	{ echo "$symbols" | grep -qx main || echo "no main"; } | rule "$dir/netlet.unstripped is there to be looked at"
	without heap '_*(libc_|simple_|lite_)?(malloc|calloc|realloc|free|memalign|aligned_alloc)(_.*)?|__expand_heap|__bin_chunk|s?brk'
	without stdio '_*v?[sdf]?n?w?printf.*|_*(v?[sf]?scanf|f(open|dopen|read|write|puts|putc|close|flush|gets|getc)(_unlocked)?|putchar|puts|perror)|__(stdio|stdout|stderr|stdin|towrite|toread|ofl|fwritex|overflow|uflow).*'
	without 'resolver and what pulls it in' '(get(addr|name)info|gethostby.*|getserv.*|res_.*|__(dns|lookup).*|dn_.*|if_(nameindex|nametoindex|indextoname)|inet_(ntop|pton|aton|ntoa|addr))'
	without 'other heavy parts of libc' '(localtime|gmtime|mktime|strftime|tzset|(open|read|close|scan)dir|v?syslog|getpw.*|getgr.*|getopt.*|qsort.*|setlocale|strto[a-z]*|atoi|exec[vl].*|popen|system|glob)(_r)?(64)?'

	file=$(readelf -lS "$dir/netlet" 2>&1)
	echo "$file" | grep -E 'INTERP|DYNAMIC' | rule "$dir/netlet is static"
	echo "$file" | grep -E '\.(symtab|debug)' | rule "$dir/netlet is stripped"
done

# Another compiler, other flags and another machine are not judged.
{ make -s size > "$results.size" 2>&1 || cat "$results.size"; } |
	rule 'everything on and netstat alone fit their budgets'

all_hold
