# netlet - `make help` lists what can be asked for.

VERSION = 0.1.0
PREFIX ?= /usr/local
BUILD ?= build
KCONFIG_CONFIG ?= .config
SECS ?= 60

DEPS = gcc make musl-tools
TEST_DEPS = $(DEPS) binutils busybox clang clang-format conntrack git ifstat iproute2 jc \
	jq kconfig-frontends-nox libc6-dev libclang-rt-dev libcmocka-dev mandoc net-tools \
	netbase nftables procps prometheus strace sysstat tmux tzdata util-linux

# Every command is one short line; itself with V=1; nothing with -s.
say = $(if $(filter-out 0,$(V)),,@$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,echo '  $(1)  $@';))

ifneq ($(words $(BUILD) $(KCONFIG_CONFIG)),2)
$(error BUILD and KCONFIG_CONFIG must be one word each, without blanks)
endif

# ---- Goals that change what make has already read. Beside others, all run one by one, in order.

CONFIGURE = menuconfig oldconfig olddefconfig defconfig allyesconfig allnoconfig savedefconfig
FIRST = clean distclean deps test-deps $(CONFIGURE)
ifneq ($(filter $(FIRST),$(MAKECMDGOALS)),)
ONE_BY_ONE = $(filter-out 1,$(words $(MAKECMDGOALS)))
endif
ifneq ($(ONE_BY_ONE),)

$(sort $(MAKECMDGOALS)): one-by-one
	@:
one-by-one:
	@set -e; for goal in $(MAKECMDGOALS); do $(MAKE) --no-print-directory $$goal; done
.PHONY: $(MAKECMDGOALS) one-by-one

else

all: $(BUILD)/netlet ## build/netlet (the default)

# ---- Toolchain: musl-gcc, unless CC= or CROSS_COMPILE= says otherwise.

HOSTCC ?= gcc
ifneq ($(filter default undefined,$(origin CC)),)
CC := $(if $(CROSS_COMPILE),$(CROSS_COMPILE)gcc,musl-gcc)
endif
STRIP ?= $(CROSS_COMPILE)strip
LINK = $(CC)

# clang compiles against musl's headers where musl-gcc is installed, which then also links.
ifneq ($(findstring clang,$(notdir $(firstword $(CC)))),)
CLANG_CFLAGS = -fno-builtin-bcmp # which it would call in memcmp's place
ifeq ($(CROSS_COMPILE)$(shell command -v musl-gcc >/dev/null || echo none),)
LINK = musl-gcc
MUSL_INCLUDE := $(shell musl-gcc -E -v -x c /dev/null 2>&1 | \
	sed -n '/^\#include </,/^End/s/^ //p' | head -n 1)
LIBC_CFLAGS := -nostdinc -isystem $(MUSL_INCLUDE) \
	-isystem $(shell $(CC) -print-resource-dir)/include
endif
endif

# -Oz is younger than some compilers, and one machine's flag is not another's.
knows = $(shell $(CC) $(1) -fsyntax-only -x c /dev/null 2>/dev/null && echo $(1))
ifneq ($(filter-out $(FIRST) format help uninstall,$(or $(MAKECMDGOALS),all)),)
OPTIMIZE := $(or $(call knows,-Oz),-Os)
ALIGN := $(call knows,-malign-data=abi)
endif
CFLAGS ?= $(OPTIMIZE)
WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wwrite-strings -Wundef -Wcast-qual -Wpointer-arith -Wformat=2 -Wvla
SMALL = -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables -fno-pie \
	-fno-jump-tables $(if $(CLANG_CFLAGS),,-fno-move-loop-invariants \
	-fno-caller-saves -fno-expensive-optimizations -fno-tree-tail-merge -fno-if-conversion \
	-fno-ipa-sra -fno-forward-propagate -fno-inline-functions-called-once \
	-fno-strict-aliasing -fno-move-loop-stores -foptimize-strlen \
	-fno-tree-loop-ivcanon -fno-schedule-insns2) $(ALIGN)
# gcc sees all files at once when it links; objects also hold code of their own, for the gates.
LTO ?= $(if $(CLANG_CFLAGS),,-flto -flto-partition=one -ffat-lto-objects)
ALL_CFLAGS = $(LTO) -std=gnu11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -g $(WARN) $(SMALL) $(CLANG_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = -static -no-pie -Wl,--gc-sections -Wl,-z,noseparate-code -Wl,-z,norelro \
	-Wl,-z,common-page-size=16 -Wl,--build-id=none \
	-Wl,--sort-section=alignment $(LDFLAGS)

# The files that start a program, without GCC's own, which are for C++ and shared objects. Where
# the compiler does not tell them in this way, it does as it always does.
START = $(filter %crt1.o %crti.o %crtn.o,$(shell $(LINK) -\#\#\# -static -no-pie x.o 2>&1))
STARTFILES = $(if $(word 3,$(START)),-nostartfiles $(START))

# The linker's own script, but that functions lie one behind the other, and those of .init and .fini
# with the others: 540 bytes. Other machines want their instructions aligned.
TIGHT = /^  \.\(init\|fini\) /,/^  }/d; s/^  \.text .*:$$/& SUBALIGN(1)/; \
	/^  \.text /,/{/s/{/{ KEEP (*(SORT_NONE(.init))) KEEP (*(SORT_NONE(.fini)))/
ifneq ($(filter x86_64% i386% i486% i586% i686%,$(shell $(CC) -dumpmachine 2>/dev/null)),)
SCRIPT = $(BUILD)/link.ld
endif

# When gcc sees the whole program, its assembly becomes shorter on the way to the assembler.
ifneq ($(and $(findstring -flto,$(LTO)),$(filter x86_64%,$(shell $(CC) -dumpmachine 2>/dev/null))),)
SHORTER = $(BUILD)/shorter/as
ALL_CFLAGS += -mno-red-zone
endif

# ---- Configuration: config.h follows Kconfig and .config; applets are the folders that are on.

CONFIG_H = $(if $(filter build,$(BUILD)),build/config.h,$(BUILD)/build/config.h)
INCLUDE = $(if $(filter build,$(BUILD)),,-I$(BUILD)) -I.

ifneq ($(filter-out $(FIRST) format help uninstall,$(or $(MAKECMDGOALS),all)),)

ifeq ($(CC)$(shell command -v musl-gcc),musl-gcc)
$(error musl-gcc is missing: `make deps` installs it)
endif
ifeq ($(origin KCONFIG_CONFIG)$(wildcard $(KCONFIG_CONFIG)),command line)
$(error there is no $(KCONFIG_CONFIG))
endif

# Sets file $(1) to standard input, and touches it only when that changes it.
update = { new=$(1).$$$$; cat > $$new; if cmp -s $$new $(1); then rm $$new; else mv $$new $(1); fi; }

SYMBOLS := $(shell { mkdir -p $(dir $(CONFIG_H)) && test -w $(dir $(CONFIG_H)); } || exit 2; \
	awk -v config=$(wildcard $(KCONFIG_CONFIG)) -v version=$(VERSION) -v out=$(CONFIG_H).$$$$.h \
		-f applets/config.awk || exit; \
	$(call update,$(CONFIG_H)) < $(CONFIG_H).$$$$.h && rm $(CONFIG_H).$$$$.h || exit 2)
ifeq ($(.SHELLSTATUS),1)
$(error the configuration is refused, see above)
else ifneq ($(.SHELLSTATUS),0)
$(error cannot write to $(BUILD)/)
endif

endif

FOLDERS := $(notdir $(patsubst %/,%,$(wildcard applets/*/)))
APPLETS := $(filter $(SYMBOLS),$(FOLDERS))
CORE := $(wildcard core/*.c)
SOURCES := $(CORE) $(wildcard platform/*.c applets/*.c $(APPLETS:%=applets/%/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)

# Other commands, or other objects (an applet switched off, a file that is gone): build anew.
COMMANDS = $(CC) $(ALL_CFLAGS) $(LIBC_CFLAGS) $(INCLUDE) / $(LINK) $(ALL_CFLAGS) $(ALL_LDFLAGS) / $(STRIP)
ifdef update
$(shell echo '$(COMMANDS)' | $(call update,$(BUILD)/commands))
$(shell echo '$(OBJECTS)' | $(call update,$(BUILD)/sources))
endif

# ---- The binary.

$(BUILD)/netlet: $(BUILD)/netlet.unstripped
	$(call say,STRIP)$(STRIP) -s -R .comment -R .eh_frame -o $@ $<

$(BUILD)/netlet.unstripped: $(OBJECTS) $(SCRIPT) $(SHORTER) $(BUILD)/commands $(BUILD)/sources
	$(call say,LINK )$(LINK) $(ALL_CFLAGS) $(ALL_LDFLAGS) \
		$$(test -s '$(SCRIPT)' && echo -Wl,-T,$(SCRIPT)) $(SHORTER:%as=-B%) \
		-o $@ $(STARTFILES) $(OBJECTS) $(LDLIBS)

# Empty where the linker has none.
$(BUILD)/link.ld: $(BUILD)/commands
	@$(LINK) $(ALL_LDFLAGS) -Wl,--verbose x.o 2>/dev/null | \
		sed '1,/^=====/d; /^=====/,$$d; $(TIGHT)' > $@

# Stands in the assembler's place; the last argument is the file, but with -pipe there is none.
$(BUILD)/shorter/as: core/bytes.awk core/tails.awk core/order.awk $(BUILD)/commands
	@mkdir -p $(@D)
	@printf '%s\n' '#!/bin/sh' 'for s; do :; done' \
		'export LC_ALL=C' 'case $$s in *.s) awk -f $< -f core/tails.awk "$$s" > "$$s.tails" &&' \
		'awk -f $< -f core/order.awk "$$s.tails" > "$$s" && rm "$$s.tails" || exit ;; esac' \
		'exec $(shell $(CC) -print-prog-name=as) "$$@"' > $@
	@chmod +x $@

# A call at the end of a function stays a call, which takes fewer bytes; in core it takes time.
$(BUILD)/applets/%.o $(BUILD)/platform/%.o: SMALL += \
	$(if $(CLANG_CFLAGS),,-fno-optimize-sibling-calls)

$(BUILD)/platform/calls.o: ALL_CFLAGS += -fno-lto

$(BUILD)/%.o: %.c $(BUILD)/commands core/pack.awk core/pairs.h
	@mkdir -p $(@D)
	$(call say,CC   )$(compile)

# Texts for people are packed between the preprocessor and the compiler.
PACK = LC_ALL=C awk -f core/pack.awk
compile = $(CC) $(ALL_CFLAGS) $(LIBC_CFLAGS) $(INCLUDE) -MMD -MP -MT $@ -MF $(@:.o=.d) -E -o $(@:.o=.i) $< && \
	$(PACK) core/pairs.h $(@:.o=.i) > $(@:.o=.packed.i) && \
	$(CC) $(ALL_CFLAGS) -c -o $@ $(@:.o=.packed.i)

pairs: everything ## learn core/pairs.h, with which texts are packed, from the texts as they are now
	$(PACK) -v learn=1 $$(find $(BUILD)/everything -name '*.i' ! -name '*.packed.i' | sort) \
		> core/pairs.h.new
	mv core/pairs.h.new core/pairs.h

# Two more choices, for tests and budgets: everything on, and netstat with nothing optional.
KCONFIGS := Kconfig $(wildcard applets/*/Kconfig)
$(BUILD)/everything.config: $(KCONFIGS)
	+@awk '/^config / { print "CONFIG_" $$2 "=y" }' $(KCONFIGS) > $@
$(BUILD)/netstat-alone.config: $(KCONFIGS)
	+@awk '/^config / { print "CONFIG_" $$2 "=" ($$2 == "NETSTAT" ? "y" : "n") }' $(KCONFIGS) > $@
everything netstat-alone: %: $(BUILD)/%.config
	@$(MAKE) -s BUILD=$(BUILD)/$@ KCONFIG_CONFIG=$<

size: all everything netstat-alone ## bytes per applet and file, against the budgets
	@nm -S -l $(BUILD)/netlet.unstripped | \
		awk -v total=$$(wc -c < $(BUILD)/netlet) -f tests/size.awk
	@echo "$$(wc -c < $(BUILD)/netlet) bytes: this configuration"
	@$(call budget,everything,90)
	@$(call budget,netstat-alone,24)
budget = n=$$(wc -c < $(BUILD)/$(1)/netlet); max=$$(($(2) * 1024)); \
	echo "$$n bytes of $$max: $(1)"$(if $(JUDGED),; [ $$n -le $$max ])
# The budgets hold for one compiler and its flags; what others make of it is only shown.
JUDGED = $(findstring <musl-gcc -Oz  x86_64>,<$(CC) $(CFLAGS) $(LDFLAGS) $(shell uname -m)>)

# ---- Choosing what is in it.

menuconfig: ## choose commands and options in a menu
oldconfig: ## ask about what .config does not say
olddefconfig: ## put .config right, with defaults for what it does not say
defconfig: ## write .config from the file defconfig, or else with the defaults
allyesconfig: ## write .config with everything on
allnoconfig: ## write .config with everything off
savedefconfig: ## write the difference from the defaults to the file defconfig
menuconfig: KCONFIG = kconfig-mconf
oldconfig olddefconfig allyesconfig allnoconfig: KCONFIG = kconfig-conf --$@
defconfig: KCONFIG = kconfig-conf $(if $(wildcard defconfig),--defconfig=defconfig,--alldefconfig)
savedefconfig: KCONFIG = kconfig-conf --savedefconfig=defconfig

$(CONFIGURE):
	@command -v $(firstword $(KCONFIG)) >/dev/null || { \
		echo '$(firstword $(KCONFIG)) is missing: apt-get install kconfig-frontends-nox'; exit 1; }
	@CONFIG_=CONFIG_ KCONFIG_CONFIG=$(KCONFIG_CONFIG) $(KCONFIG) Kconfig

# ---- Installing.

BIN = $(DESTDIR)$(PREFIX)/bin
MAN8 = $(DESTDIR)$(PREFIX)/share/man/man8
PAGES = $(wildcard $(APPLETS:%=applets/%/*.8))

install: all ## into DESTDIR and PREFIX (/usr/local), with a link for each command
	install -d '$(BIN)'
	install -m 755 $(BUILD)/netlet '$(BIN)/netlet'
	set -e; for a in $(APPLETS); do ln -sfT netlet '$(BIN)'/$$a; done
	$(if $(PAGES),install -d '$(MAN8)' && install -m 644 $(PAGES) '$(MAN8)')

uninstall: ## remove what install made
	for a in $(FOLDERS); do \
		[ "$$(readlink '$(BIN)'/$$a)" != netlet ] || rm -f '$(BIN)'/$$a '$(MAN8)'/$$a.8; done
	rm -f '$(BIN)/netlet'

# ---- Tests. Unit tests and fuzz targets see hardly more than core, compiled with sanitizers.

T = $(BUILD)/tests
TEST_CFLAGS = -std=gnu11 -g -O1 -Wall -Wextra $(INCLUDE)
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined
FUZZCC ?= clang
UNITS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/*.c))
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/*.c))
HELPER_FILES := $(wildcard tests/live/*.c tests/bench/*.c)
HELPERS := $(patsubst %.c,$(BUILD)/%,$(foreach f,$(HELPER_FILES),$(if $(findstring _,$(notdir $f)),,$f)))

test: all test-programs ## every test; KINDS="unit golden" runs only those
	BUILD=$(BUILD) tests/run $(KINDS)

bench: all test-programs ## measure against cat, ss, net-tools and BusyBox
	BUILD=$(BUILD) tests/bench/run

fuzz: $(FUZZERS) ## fuzz all parsers for SECS=60 seconds together
	BUILD=$(BUILD) tests/fuzz/run.sh $(SECS)

test-programs: $(UNITS) $(HELPERS) $(FUZZERS)

$(UNITS): $(T)/unit/%: tests/unit/%.c $(CORE:%.c=$(T)/%.o) $(BUILD)/commands
	@mkdir -p $(@D)
	$(call say,TEST )$(HOSTCC) $(TEST_CFLAGS) $(SANITIZE) -MMD -MP -o $@ $(filter %.c %.o,$^) -lcmocka

$(T)/%.o: %.c $(BUILD)/commands
	@mkdir -p $(@D)
	$(call say,TEST )$(HOSTCC) $(TEST_CFLAGS) $(SANITIZE) -MMD -MP -c -o $@ $<

# An applet's own thinking, on a kernel that the test plays.
$(T)/unit/synwatch: $(patsubst %,$(T)/applets/synwatch/%.o,ages counters exempt tally tracked verdict)

$(FUZZERS): $(T)/fuzz/%: tests/fuzz/%.c $(CORE:%.c=$(T)/fuzz-core/%.o) $(BUILD)/commands
	@mkdir -p $(@D)
	$(call say,FUZZ )$(FUZZCC) $(TEST_CFLAGS) $(SANITIZE) -fsanitize=fuzzer -MMD -MP -o $@ $< $(filter %.o,$^)

$(T)/fuzz/allow: $(T)/fuzz-core/applets/synwatch/exempt.o

$(T)/fuzz-core/%.o: %.c $(BUILD)/commands
	@mkdir -p $(@D)
	$(call say,FUZZ )$(FUZZCC) $(TEST_CFLAGS) $(SANITIZE) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<

# A helper NAME.c may have parts NAME_*.c.
.SECONDEXPANSION:
$(HELPERS): $(BUILD)/%: %.c $$(filter $$*_$$(percent).c,$(HELPER_FILES)) $(wildcard tests/*/*.h) \
		$(BUILD)/commands
	@mkdir -p $(@D)
	$(call say,TEST )$(HOSTCC) $(TEST_CFLAGS) -o $@ $(filter tests/%.c,$^) -pthread
percent = %
$(T)/live/zones: core/scan.c core/zone.c platform/clock.c platform/zone.c # which it includes

# ---- What Debian calls the tools. Nothing happens when all are there.

deps: PACKAGES = $(DEPS)
deps: ## install what the build needs
test-deps: PACKAGES = $(TEST_DEPS)
test-deps: ## install what the tests need
deps test-deps:
	@missing=; for p in $(PACKAGES); do \
		dpkg-query -W -f='$${db:Status-Abbrev}' $$p 2>/dev/null | grep -q '^ii' || \
			missing="$$missing $$p"; done; \
	[ -z "$$missing" ] && exit; \
	sudo=; [ $$(id -u) = 0 ] || sudo=sudo; set -x; \
	$$sudo apt-get update && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing

# ---- The rest.

format: ## lay out all C files as .clang-format says
	clang-format -i $$(find applets core platform tests -name '*.[ch]')

clean: ## remove build/
	rm -rf $(BUILD)

distclean: clean ## and the configuration
	rm -f .config .config.old

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | \
		awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo 'Variables: CC CROSS_COMPILE CFLAGS LDFLAGS BUILD DESTDIR PREFIX SECS KINDS V=1'

.PHONY: all everything netstat-alone pairs size install uninstall test bench fuzz test-programs \
	format help $(FIRST)
.DELETE_ON_ERROR:
.SECONDARY:

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

endif
