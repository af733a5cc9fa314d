# tails - makes the assembly of the whole program shorter: what stands in it twice stands there once.
#
#	LC_ALL=C awk -f core/tails.awk PROGRAM.s > SHORTER.s
#
# For x86-64, as GCC writes it. Equal ends of blocks, up to a ret or a jmp, are kept once and jumped
# to; other equal instructions that are frequent become a function of their own and are called.

BEGIN {
	JUMP = 5   # bytes of a jump or a call
	NEAR = 2   # and of a jump over less than
	REACH = 110
	LONGEST = 16
	FUNCTION = 8
	text = 1
}

# Bytes of an instruction, rather too few than too many.
function bytes(s,   op, n, far) {
	op = s
	sub(/[ \t].*/, "", op)
	if (op == "ret" || op == "leave" || op == "cltq" || op == "cltd")
		return 1
	if (op ~ /^(push|pop)/ && s ~ /%/ && s !~ /\(/)
		return s ~ /%r[0-9]/ ? 2 : 1
	if (op == "pushq" && s ~ /\$/)
		return s ~ /\$-?([0-9]|[0-9][0-9]|1[01][0-9]|12[0-7])$/ ? 2 : 5
	if (op == "call" && s !~ /\*/ || op == "jmp" && s !~ /\*/)
		return JUMP
	n = 2
	if (op ~ /^(movz|movs[bw]|cmov|set|imul|bsf|bsr|bt|xorps|movup|movap|movs[sd]$)/)
		n = 3
	if (op ~ /q$/ || s ~ /%r[0-9]/)
		n++
	if (s ~ /[(][^)]*,|[(]%rsp/)
		n++
	if (s ~ /-?[0-9]+[(]%/)
		n += s ~ /(^|[^0-9])([0-9]|[0-9][0-9]|1[01][0-9]|12[0-7])[(]%/ ? 1 : 4
	else if (s ~ /[A-Za-z_][A-Za-z_0-9.]*([+-][0-9]+)?([(]|, |$)/ && s !~ /%[a-z0-9]+$/)
		n += 4
	if (s ~ /\$[A-Za-z_.]/)
		n += 4
	else if (s ~ /\$/ && op !~ /^s[ah][lr]/)
		n += op ~ /b$/ || op !~ /^mov/ && s ~ /\$-?([0-9]|[0-9][0-9]|1[01][0-9]|12[0-7]),/ ? 1 : 4
	return n
}

{ line[NR] = $0 }

/^[ \t]*\.(text|section|data|bss)/ {
	text = /^[ \t]*\.(text|section[ \t]+\.text)/
	if (text)
		line[NR] = "\t.text"
	next
}

# Labels of debugging information do not count.
text && /^([^.]|\.L[0-9]+:)[^ \t]*:/ || /^\.L[0-9]+:/ {
	if (!text)
		next
	stop[n] = 1
	next
}

text && /^\t[a-z]/ {
	sub(/^\t/, "")
	at[n] = NR
	op[n] = $0
	len[n] = bytes($0)
	pos[n + 1] = pos[n] + len[n]
	if (/%rsp|%esp/ && /-[0-9]+\(%rsp/)
		red[fn] = 1
	ends[n] = /^ret$|^jmp[ \t]+[^*]/
	if (ends[n])
		end[n_ends++] = n
	n++
}

function cut(from, to,   i) {
	for (i = from; i <= to; i++) {
		gone[i] = 1
		line[at[i]] = ""
	}
}

function tails(   l, k, e, s, b, i, size, kept, reach, d) {
	for (k = 0; k < n_ends; k++) {
		e = end[k]
		s = op[e]
		b = len[e]
		for (l = 1; ; l++) {
			suffix[k, l] = s
			size[s] = b
			long[k] = l
			if (l == LONGEST || stop[e - l + 1] || e - l < 0 || ends[e - l])
				break
			s = op[e - l] "\n" s
			b += len[e - l]
		}
	}
	for (l = LONGEST; l; l--) {
		split("", kept)
		for (k = 0; k < n_ends; k++) {
			if (long[k] < l || (end[k] in gone))
				continue
			s = suffix[k, l]
			e = end[k]
			if (s in kept) {
				d = pos[e] - pos[kept[s]]
				if (size[s] > JUMP || size[s] > NEAR && d < REACH && op[e] == "ret") {
					i = kept[s] - l + 1
					if (!(i in name)) {
						name[i] = ".Ltail" ++n_tails
						line[at[i]] = name[i] ":\n" line[at[i]]
					}
					cut(e - l + 1, e)
					line[at[e]] = "\tjmp\t" name[i]
					saved += size[s] - (d < REACH ? NEAR : JUMP)
					continue
				}
			}
			kept[s] = e
		}
	}
}

END {
	tails()
	for (i = 1; i <= NR; i++)
		if (line[i] != "")
			print line[i]
}
