#!/bin/sh
# matrix.sh - every configuration that matters builds without a word, and works.

cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
top=$BUILD/matrix
number=0
bad=0
mkdir -p "$top"

say() {
	number=$((number + 1))
	if [ "$1" = ok ]; then
		echo "ok $number - $2"
	else
		bad=1
		echo "not ok $number - $2"
		sed 's/^/# /' "$top/log"
	fi
}

# try NAME [MAKE-ARGUMENTS]: builds $top/NAME with $top/NAME.config, where there is one.
# Warnings count as failures. RUN is what runs the binary: nothing, an emulator, or `no`.
try() {
	name=$1
	shift
	config=$top/$name.config
	[ -f "$config" ] || config=/dev/null
	result=ok
	make -s -j2 BUILD="$top/$name" KCONFIG_CONFIG="$config" "$@" > "$top/log" 2>&1 || result=bad
	[ ! -s "$top/log" ] || result=bad
	[ $result = ok ] && [ "$RUN" != no ] && { smoke "$top/$name" || result=bad; }
	say $result "configuration $name"
}

# The names that --list prints are those that are on; each has help, and reads this machine or a
# saved one.
smoke() {
	for applet in $applets; do
		! grep -q "ENABLE_$(upper "$applet") 1" "$1/build/config.h" || echo "$applet"
	done > "$top/on"
	{ $RUN "$1/netlet" --list | diff "$top/on" -; } >> "$top/log" 2>&1 || return 1
	for applet in $(cat "$top/on"); do
		$RUN "$1/netlet" "$applet" --help > "$top/out" 2>> "$top/log" || return 1
	done
	if grep -qx route "$top/on"; then
		$RUN "$1/netlet" route -n --proc tests/roots/routes/proc > "$top/out" 2>> "$top/log"
		grep '^Kernel IP routing table' "$top/out" >> /dev/null || {
			cat "$top/out" >> "$top/log"
			return 1
		}
	fi
	if grep -qx ifstat "$top/on"; then
		for args in "-a 0.001 1" "-a --total --proc tests/roots/interfaces/proc"; do
			$RUN "$1/netlet" ifstat $args > "$top/out" 2>> "$top/log" || return 1
			grep '^ *lo\>' "$top/out" >> /dev/null || {
				cat "$top/out" >> "$top/log"
				return 1
			}
		done
	fi
	if grep -qx synwatch "$top/on"; then
		# 0 to 2 are what it found here, on somebody's machine.
		for args in "" "--proc tests/roots/server/proc"; do
			$RUN "$1/netlet" synwatch $args > "$top/out" 2>> "$top/log"
			[ $? -le 2 ] && grep '^Per second:' "$top/out" >> /dev/null || {
				cat "$top/out" >> "$top/log"
				return 1
			}
		done
	fi
	grep -qx netstat "$top/on" || return 0
	for args in -tan "-tan --proc tests/roots/server/proc"; do
		$RUN "$1/netlet" netstat $args > "$top/out" 2>> "$top/log" || return 1
		head -n 1 "$top/out" | grep '^Active Internet connections' >> /dev/null || {
			cat "$top/out" >> "$top/log"
			return 1
		}
	done
}

# config NAME DEFAULT [SYMBOL=VALUE]...: every symbol of the tree gets a line.
config() {
	file=$top/$1.config
	default=$2
	shift 2
	for symbol in $symbols; do
		value=$default
		for given; do
			[ "${given%=*}" != "$symbol" ] || value=${given#*=}
		done
		echo "CONFIG_$symbol=$value"
	done > "$file"
}

# What `depends on` says: symbols that SYMBOL cannot do without, or those that cannot without it.
depends() {
	awk '$1 == "config" { name = $2 }
		$1 == "depends" { for (i = 3; i <= NF; i += 2) print name, $i }' Kconfig applets/*/Kconfig
}
needed_by() { # SYMBOL
	depends | sed -n "s/^$1 //p"
}
needing() { # SYMBOL
	depends | sed -n "s/ $1\$//p"
}

# refused NAME TEXT < CONFIG: make says TEXT and stops.
refused() {
	cat > "$top/$1.config"
	if make -s BUILD="$top/$1" KCONFIG_CONFIG="$top/$1.config" > "$top/log" 2>&1; then
		say bad "$1 is refused"
	elif grep -qF "$2" "$top/log"; then
		say ok "$1 is refused"
	else
		say bad "$1 is refused with: $2"
	fi
}

symbols=$(sed -n 's/^config //p' Kconfig applets/*/Kconfig)
shared=$(sed -n 's/^config //p' Kconfig)
applets=$(ls applets/*/Kconfig | cut -d/ -f2)
upper() {
	echo "$1" | tr a-z A-Z
}
rm -f "$top"/*.config
RUN=
quick="LTO= CFLAGS=-O1" # a third of the time, for what is but a choice of options

try default
config everything y
try everything
config nothing n
try nothing
for applet in $applets; do
	A=$(upper "$applet")
	config "$applet-alone" n "$A=y"
	try "$applet-alone"
	own=$(sed -n 's/^config //p' "applets/$applet/Kconfig" | grep -vx "$A")
	for option in $own $shared; do
		config "$applet-only-$option" n "$A=y" "$option=y" $(needed_by "$option" | sed 's/$/=y/')
		try "$applet-only-$option" $quick
	done
	for option in $own; do
		config "without-$option" y "$option=n"
		try "without-$option" $quick
	done
	config "without-$A" y "$A=n" $(needing "$A" | sed 's/$/=n/')
	try "without-$A" $quick
done
for option in $shared; do
	config "without-$option" y "$option=n" $(needing "$option" | sed 's/$/=n/')
	try "without-$option" $quick
done

refused contradiction "$top/contradiction.config:2: CONFIG_NETSTAT_UNIX" << 'EOF'
# CONFIG_NETSTAT is not set
CONFIG_NETSTAT_UNIX=y
EOF
refused unknown "$top/unknown.config:1: CONFIG_NOSUCH" << 'EOF'
CONFIG_NOSUCH=y
EOF
refused malformed "$top/malformed.config:1: not understood" << 'EOF'
CONFIG_HELP = y
EOF
refused crlf "$top/crlf.config:1: lines end in CR LF" << EOF
CONFIG_HELP=y$(printf '\r')
EOF

# A front end of the distribution reads our files, and we read what it writes.
for kind in alldefconfig allyesconfig allnoconfig; do
	rm -f "$top/$kind.config"
	KCONFIG_CONFIG=$top/$kind.config CONFIG_=CONFIG_ kconfig-conf --$kind Kconfig \
		> "$top/log" 2>&1 || say bad "kconfig-conf --$kind"
	try "$kind"
done

# What shortens the assembly meets code of another kind there.
CFLAGS=-O0 try O0
CFLAGS=-O2 try O2
try gcc CC=gcc
try clang CC=clang
config clang-alone n NETSTAT=y
try clang-alone CC=clang

# Other machines: where a cross compiler is installed, and run where an emulator is, too.
for cross in aarch64-linux-gnu mips-linux-gnu powerpc64-linux-gnu arm-linux-gnueabihf; do
	command -v "$cross-gcc" > /dev/null || continue
	RUN=$(command -v "qemu-${cross%%-*}-static" || command -v "qemu-${cross%%-*}" || echo no)
	try "$cross" CC="$cross-gcc" CROSS_COMPILE="$cross-"
done

[ $bad -ne 0 ] || rm -rf "$top"
exit $bad
