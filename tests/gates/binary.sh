#!/bin/sh
# binary.sh - no heap, no stdio and no resolver in the binary; static, stripped and small.

. "$(dirname "$0")/lib"

# Core calls mem*, str* and itself. The compiler may add its own helpers, which libgcc defines.
own=$(nm -g --defined-only "$BUILD"/core/*.o | awk 'NF == 3 { print $3 }' | sort -u)
for object in "$BUILD"/core/*.o; do
	nm -u "$object" | awk '{ print $2 }' |
		grep -vE '^((mem|str)[a-z]+|__(u?div|u?mod|ashl|ashr|lshr|u?cmp|mul|clz|ctz|bswap)[a-z]+[0-9]|_GLOBAL_OFFSET_TABLE_)$' |
		grep -vxF "$own" | sed "s|^|$object: |"
done | rule 'core calls only mem*, str* and itself'

# State that outlives a call would be a writable variable.
nm "$BUILD"/core/*.o | grep -E ' [bBdDcC] ' | rule 'core has no global state'

# musl's exit() has an empty weak __stdio_exit where there is no stdio to flush.
symbols=$(nm "$BUILD/netlet.unstripped" | awk '$2 != "W" || $3 != "__stdio_exit" { print $NF }')
# without WHAT PATTERN: the binary has no symbol that matches it as a whole.
without() {
	echo "$symbols" | grep -E "^($2)\$" | rule "the binary has no $1"
}
without heap '_*(libc_|simple_|lite_)?(malloc|calloc|realloc|free|memalign|aligned_alloc)(_.*)?|__expand_heap|__bin_chunk|s?brk'
without stdio '_*v?[sdf]?n?w?printf.*|_*(v?[sf]?scanf|f(open|dopen|read|write|puts|putc|close|flush|gets|getc)(_unlocked)?|putchar|puts|perror)|__(stdio|stdout|stderr|stdin|towrite|toread|ofl|fwritex|overflow|uflow).*'
without 'resolver and what pulls it in' '(get(addr|name)info|gethostby.*|getserv.*|res_.*|__(dns|lookup).*|dn_.*|if_(nameindex|nametoindex|indextoname)|inet_(ntop|pton|aton|ntoa|addr))'
without 'other heavy parts of libc' '(localtime|gmtime|mktime|strftime|tzset|(open|read|close|scan)dir|v?syslog|getpw.*|getgr.*|getopt.*|qsort.*|setlocale|strto[a-z]*|atoi|exec[vl].*|popen|system|glob)(_r)?(64)?'

{ echo "$symbols" | grep -qx main || echo "no main in $BUILD/netlet.unstripped"; } | rule 'the unstripped binary is there to be looked at'

file=$(readelf -lS "$BUILD/netlet" 2>&1)
echo "$file" | grep -E 'INTERP|DYNAMIC' | rule 'the binary is static'
echo "$file" | grep -E '\.(symtab|debug)' | rule 'the binary is stripped'

# Sizes count for x86-64, all on; other machines and choices only have to build.
budget() {
	n=$(wc -c < "$1")
	[ "$n" -le $(($2 * 1024)) ] || echo "$1: $n bytes, $(($2 * 1024)) allowed"
}
if readelf -h "$BUILD/netlet" | grep -q X86-64; then
	sed -n 's/^config \(.*\)/CONFIG_\1=y/p' $(project_files | grep 'Kconfig$') > "$BUILD/everything"
	make -s BUILD="$BUILD/size-max" KCONFIG_CONFIG="$BUILD/everything" 2>&1 |
		rule 'everything on builds silently'
	budget "$BUILD/size-max/netlet" 90 2>&1 | rule 'everything on fits in 90 KB'
	make -s BUILD="$BUILD/size-min" KCONFIG_CONFIG=tests/configs/netstat-min 2>&1 |
		rule 'netstat alone builds silently'
	budget "$BUILD/size-min/netlet" 24 2>&1 | rule 'netstat alone fits in 24 KB'
else
	result ok 'size # SKIP the budgets are for x86-64'
fi

all_hold
