# pack - makes texts for people shorter: of a pair of bytes that is frequent, one byte.
#
#	LC_ALL=C awk -f core/pack.awk core/pairs.h FILE.i > PACKED.i
#	LC_ALL=C awk -v learn=1 -f core/pack.awk FILE.i... > core/pairs.h
#
# The first form reads the pairs and a file as the preprocessor gives it, and writes that file with
# its marked texts packed. A text is marked from u8"" on, up to "" or what is no literal, as PACKED
# in core/packed.h does it. The second one writes the pairs that serve best for these files: byte
# pair encoding, the most frequent pair again and again; what it makes may be part of a later pair.

BEGIN {
	CODES = 160 # bytes 0x80 to 0xff, then 0x00 to 0x1f but for NUL, tab and newline
	for (k = 0; k < CODES; k++) {
		byte = k < 128 ? 128 + k : k - 128
		if (byte == 0 || byte == 9 || byte == 10)
			continue
		code[k] = sprintf("%c", byte)
		text_of[code[k]] = sprintf("\\%03o", byte)
	}
	plain_of["n"] = "\n"
	plain_of["t"] = "\t"
	plain_of["\""] = "\""
	plain_of["\\"] = "\\"
	for (k in plain_of)
		text_of[plain_of[k]] = "\\" k
}

# As C writes it.
function quoted(s,   i, c, out) {
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		out = out (c in text_of ? text_of[c] : c)
	}
	return out
}

function replaced(s, what, with,   at, out) {
	while ((at = index(s, what)) > 0) {
		out = out substr(s, 1, at - 1) with
		s = substr(s, at + length(what))
	}
	return out s
}

# What stands between two escapes that are not ours.
function packed(s,   k) {
	if (learn && s != "" && !(s in known)) {
		known[s] = 1
		texts[n_texts++] = s
	}
	for (k = 0; k < n_pairs; k++)
		if (k in code)
			s = replaced(s, pair[k], code[k])
	return quoted(s)
}

# The inside of a literal.
function literal(s,   plain, out, c) {
	while (s != "") {
		c = substr(s, 2, 1)
		if (s !~ /^\\/) {
			plain = plain substr(s, 1, 1)
			s = substr(s, 2)
		} else if (c in plain_of) {
			plain = plain plain_of[c]
			s = substr(s, 3)
		} else {
			match(s, /^\\([0-7]+|x[0-9A-Fa-f]+|.)/)
			out = out packed(plain) substr(s, 1, RLENGTH)
			s = substr(s, RLENGTH + 1)
			plain = ""
		}
	}
	return out packed(plain)
}

# The pairs: one literal, of two bytes each.
FNR == NR && !learn {
	while (match($0, /"([^"\\]|\\.)*"/)) {
		s = s substr($0, RSTART + 1, RLENGTH - 2)
		$0 = substr($0, RSTART + RLENGTH)
	}
	next
}

FNR == 1 && !learn {
	while (s != "") {
		if (match(s, /^\\[0-7][0-7][0-7]/))
			c = sprintf("%c", 64 * substr(s, 2, 1) + 8 * substr(s, 3, 1) + substr(s, 4, 1))
		else if (match(s, /^\\./))
			c = plain_of[substr(s, 2, 1)]
		else
			c = substr(s, 1, RLENGTH = 1)
		s = substr(s, RLENGTH + 1)
		if (++halves % 2)
			first = c
		else
			pair[n_pairs++] = first c
	}
}

/^#/ {
	if (!learn)
		print
	next
}

{
	line = $0
	out = ""
	while (match(line, /"([^"\\]|\\.)*"|'([^'\\]|\\.)*'/)) {
		before = substr(line, 1, RSTART - 1)
		c = substr(line, RSTART, RLENGTH)
		line = substr(line, RSTART + RLENGTH)
		if (sub(/u8$/, "", before))
			marked = 1
		else if (c == "\"\"" || c ~ /^'/ || before !~ /^[ \t]*$/)
			marked = 0
		if (marked)
			c = "\"" literal(substr(c, 2, length(c) - 2)) "\""
		out = out before c
	}
	if (line !~ /^[ \t]*$/)
		marked = 0
	if (!learn)
		print out line
}

# The most frequent pair of all texts; of several the one that sorts first.
function best(   i, j, n, s, p, last, count, found) {
	for (i = 0; i < n_texts; i++) {
		s = texts[i]
		n = length(s) - 1
		last = ""
		for (j = 1; j <= n; j++) {
			p = substr(s, j, 2)
			# Three alike are one pair and a half.
			if (p == last && substr(p, 1, 1) == substr(p, 2)) {
				last = ""
				continue
			}
			count[p]++
			last = p
		}
	}
	for (p in count)
		if (found == "" || count[p] > count[found] || (count[p] == count[found] && p < found))
			found = p
	return found
}

END {
	if (!learn)
		exit
	print "/* pairs - the pairs of bytes that are one in packed texts; core/pack.awk made them. */"
	print "#ifndef CORE_PAIRS_H"
	print "#define CORE_PAIRS_H"
	print ""
	print "/* Those of the bytes 0x80 to 0xff, 0x00 to 0x1f. A byte without one stands for itself. */"
	printf "static const char pairs[] = "
	for (k = 0; k < CODES; k++) {
		p = k in code ? best() : ""
		for (i = 0; p != "" && i < n_texts; i++)
			texts[i] = replaced(texts[i], p, code[k])
		printf "%s%s", k % 8 ? "" : k ? "\n\t\t\t    \"" : "\"", \
			p == "" ? "\\000\\000" : quoted(p)
		printf k % 8 == 7 ? "\"" : ""
	}
	print ";"
	print ""
	print "#endif"
}
