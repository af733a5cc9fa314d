# config.awk - reads Kconfig and .config, writes config.h, prints the symbols that are on.
#
#	awk -v config=.config -v version=0.1.0 -v out=config.h -f applets/config.awk
#
# Understands only what our Kconfig files use: mainmenu, menu, endmenu, comment, config, source,
# `bool "prompt"`, `default y|n`, `depends on A && !B`, help. Anything else stops with its file and
# line. Without a .config every symbol has its default; with one, what it does not mention has.

function die(where, text)
{
	print where ": " text | "cat 1>&2"
	close("cat 1>&2")
	exit 1
}

function refuse(where, text)
{
	die(where, text "; `make olddefconfig` puts it right")
}

function indent(line)
{
	match(line, /^[ \t]*/)
	gsub(/\t/, "        ", line)
	match(line, /^ */)
	return RLENGTH
}

# Names may only be symbols; every one is looked up once the whole tree has been read.
function check_expr(expr, where, n, i, term)
{
	n = split(expr, term, / *&& */)
	for (i = 1; i <= n; i++)
		if (term[i] !~ /^!?[A-Z][A-Z0-9_]*$/)
			die(where, "not understood: depends on " expr)
}

function read_kconfig(file, line, where, nr, sym, help, got, arg, kind, i)
{
	nr = 0
	help = -1	# -1: outside; 0: before its first line; else the indentation of that line
	while ((got = (getline line < file)) > 0) {
		where = file ":" ++nr
		if (help >= 0) {
			if (line ~ /^[ \t]*$/)
				continue
			if (help == 0 && indent(line) > 0)
				help = indent(line)
			if (help > 0 && indent(line) >= help)
				continue
			help = -1
		}
		sub(/^[ \t]+/, "", line)
		sub(/[ \t]+$/, "", line)
		if (line == "" || line ~ /^#/)
			continue
		arg = line
		sub(/^[a-z]+[ \t]*/, "", arg)
		if (line ~ /^(mainmenu|comment) "[^"]*"$/) {
			sym = ""
			kind = "text"
		} else if (line ~ /^menu "[^"]*"$/) {
			menu_needs[++depth] = ""
			sym = ""
			kind = "menu"
		} else if (line == "endmenu") {
			if (--depth < 0)
				die(where, "endmenu without menu")
			kind = ""
		} else if (line ~ /^source "[^"]*"$/) {
			gsub(/^"|"$/, "", arg)
			read_kconfig(arg)
			kind = ""
		} else if (line ~ /^config [A-Z][A-Z0-9_]*$/) {
			sym = arg
			if (sym in defined_at)
				die(where, sym " is already defined at " defined_at[sym])
			defined_at[sym] = where
			order[++count] = sym
			preset[sym] = "n"
			needs[sym] = ""
			for (i = 1; i <= depth; i++)
				needs[sym] = needs[sym] menu_needs[i]
			kind = "config"
		} else if (kind == "config" && line ~ /^bool "[^"]*"$/) {
			prompted[sym] = 1
		} else if (kind == "config" && line ~ /^default [yn]$/) {
			preset[sym] = arg
		} else if (kind == "config" && line == "help") {
			help = 0
		} else if (kind != "" && line ~ /^depends on /) {
			sub(/^on +/, "", arg)
			check_expr(arg, where)
			if (kind == "config")
				needs[sym] = needs[sym] " && " arg
			else if (kind == "menu")
				menu_needs[depth] = menu_needs[depth] " && " arg
		} else {
			die(where, "not understood: " line)
		}
	}
	if (got < 0)
		die(file, "cannot be read")
	close(file)
}

function read_config(file, line, where, nr, sym, answer, got)
{
	nr = 0
	while ((got = (getline line < file)) > 0) {
		where = file ":" ++nr
		if (line ~ /\r$/)
			refuse(where, "lines end in CR LF, not in LF alone")
		if (line ~ /^# CONFIG_[A-Z0-9_]+ is not set$/) {
			sym = substr(line, 10)
			sub(/ .*/, "", sym)
			answer = "n"
		} else if (line ~ /^[ \t]*(#.*)?$/) {
			continue
		} else if (line ~ /^CONFIG_[A-Z0-9_]+=[yn]$/) {
			sym = substr(line, 8, length(line) - 9)
			answer = substr(line, length(line))
		} else {
			refuse(where, "not understood: " line)
		}
		if (!(sym in defined_at))
			refuse(where, "CONFIG_" sym " is no symbol of this version")
		if (sym in chosen && chosen[sym] != answer)
			refuse(where, "CONFIG_" sym " is both y and n")
		chosen[sym] = answer
		chosen_at[sym] = where
	}
	if (got < 0)
		die(file, "cannot be read")
	close(file)
}

# The first dependency of sym that does not hold, or "".
function unmet(sym, n, i, term, name, want)
{
	n = split(needs[sym], term, / *&& */)
	for (i = 1; i <= n; i++) {
		if (term[i] == "")
			continue
		name = term[i]
		want = sub(/^!/, "", name) ? "n" : "y"
		if (!(name in defined_at))
			die(defined_at[sym], sym " depends on " name ", which no Kconfig file defines")
		if (value_of(name) != want)
			return name
	}
	return ""
}

function value_of(sym, missing)
{
	if (sym in value)
		return value[sym]
	if (sym in visiting)
		die(defined_at[sym], sym " depends on itself")
	visiting[sym] = 1
	missing = unmet(sym)
	value[sym] = (sym in chosen) ? chosen[sym] : preset[sym]
	if (missing != "") {
		if (sym in chosen && chosen[sym] == "y")
			refuse(chosen_at[sym], "CONFIG_" sym " is y, but CONFIG_" missing " is " value[missing])
		value[sym] = "n"
	}
	return value[sym]
}

BEGIN {
	read_kconfig("Kconfig")
	if (depth)
		die("Kconfig", "menu without endmenu")
	for (i = 1; i <= count; i++)
		if (!(order[i] in prompted))
			die(defined_at[order[i]], order[i] " has no `bool \"prompt\"`")
	if (config != "")
		read_config(config)
	for (i = 1; i <= count; i++)
		value_of(order[i])
	print "/* config.h - made by make from the Kconfig files and .config; not to be edited. */" > out
	print "#ifndef NETLET_CONFIG_H\n#define NETLET_CONFIG_H\n" > out
	print "#define NETLET_VERSION \"" version "\"" > out
	for (i = 1; i <= count; i++) {
		sym = order[i]
		on = value[sym] == "y"
		print "\n#define ENABLE_" sym " " on > out
		print "#define IF_" sym "(...)" (on ? " __VA_ARGS__" : "") > out
		if (on)
			print tolower(sym)
	}
	print "\n#endif" > out
	close(out)
}
