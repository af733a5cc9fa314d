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
	HOT = "^\"core/(scan|fmt|addr|table|sock)"
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

# A function belongs to the file of its first instruction.
/^\t\.file [0-9]/ {
	file[$2] = $3
	files = files $0 "\n"
	line[NR] = ""
}
/^\t\.loc / && !(fn in from) { from[fn] = file[$2] }

/^[ \t]*\.(text|section|data|bss)/ {
	text = /^[ \t]*\.(text|section[ \t]+\.text)/
	if (text)
		line[NR] = "\t.text"
	next
}

text && /^\t\.type\t.*@function/ { first[of_type = NR] = 1 }
text && /^\t\.size\t/ && of_type {
	last[of_type] = NR
	if (op[n - 1] ~ /^jmp\t[^.*]/)
		leads[++n_leads] = of_type SUBSEP n - 1
	chunk[fn] = of_type
	of_type = 0
}

# Labels of debugging information do not count.
text && /^([^.\t]|\.L[0-9])[^ \t]*:/ {
	stop[n] = 1
	place[substr($0, 1, index($0, ":") - 1)] = n
	if (/^[^.]/) {
		fn = NR
		sub(/:.*/, "")
		begins[$0] = NR
	}
	next
}

text && /^\t[a-z]/ {
	sub(/^\t/, "")
	at[n] = NR
	op[n] = $0
	of[n] = fn
	len[n] = bytes($0)
	pos[n + 1] = pos[n] + len[n]
	if (/-[0-9]+\(%rsp/)
		below[fn] = 1
	if (ends[n] = /^ret$|^jmp[ \t]+[^*]/)
		end[n_ends++] = n
	n++
}

# Instruction i and those behind it, l of them, become another one.
function become(i, l, what,   k) {
	for (k = i; k < i + l; k++) {
		gone[k] = 1
		line[at[k]] = ""
	}
	line[at[i]] = (i in name ? name[i] ":\n" : "") "\t" what
}

function label(i) {
	if (!(i in name)) {
		name[i] = ".Ltail" ++n_tails
		line[at[i]] = name[i] ":\n" line[at[i]]
		stop[i] = 1
		place[name[i]] = i
	}
	return name[i]
}

# Longer ends come first, so what is kept of them can be the rest of shorter ones.
function tails(   l, k, e, s, b, size, kept, d) {
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
			e = end[k]
			if (long[k] < l || (e in gone))
				continue
			s = suffix[k, l]
			d = s in kept ? pos[e] - pos[kept[s]] : REACH
			if ((s in kept) && from[of[e]] !~ HOT && (size[s] > JUMP || size[s] > NEAR && d < REACH && op[e] == "ret"))
				become(e - l + 1, l, "jmp\t" label(kept[s] - l + 1))
			else
				kept[s] = e
		}
	}
}

# Where the function begins that s calls at its end, if nothing leads into it.
function free(s) {
	sub(/.*\ncall\t/, "", s)
	return (s in begins) && !(begins[s] in before) ? begins[s] : 0
}

# What n equal pieces save when they become a function.
function gain(s, n) {
	return n * (size[s] - JUMP) - size[s] + (s !~ /\ncall[^\n]*$/ ? -1 : free(s) ? JUMP : 0)
}

# Pieces that push and pop, or look at the stack in another way, stay where they are; but a constant
# that comes into a register through the stack does no harm. A call may be the last instruction.
function pieces(   i, j, l, s, b, depth, n_found) {
	for (i = 0; i < n; i++) {
		s = ""
		b = depth = 0
		if ((of[i] in below) || from[of[i]] ~ HOT)
			continue
		for (j = i; j < i + FUNCTION && j < n && !(j in gone) && (j == i || !stop[j]); j++) {
			if (op[j] ~ /^(j|ret|rep|leave)/)
				break
			if (op[j] ~ /^pushq\t\$/)
				depth++
			else if (op[j] ~ /^popq\t%/ && depth)
				depth--
			else if (op[j] ~ /^(push|pop)|%[er]?sp/)
				break
			s = s "\n" op[j]
			b += len[j]
			if (!depth && j > i) {
				if (!(s in size)) {
					size[s] = b
					found[n_found++] = s
				}
				where[s] = where[s] " " i
			}
			if (op[j] ~ /^call/)
				break
		}
	}
	return n_found
}

# A function that ends with a jump to another one stands before that.
function neighbours(   k, part, f, i) {
	for (k = 1; k <= n_leads; k++) {
		split(leads[k], part, SUBSEP)
		f = op[part[2]]
		sub(/.*\t/, "", f)
		if ((part[2] in gone) || !(f in begins) || (begins[f] in before))
			continue
		# Not in a circle.
		f = begins[f]
		for (i = chunk[f]; i in leads_to; i = leads_to[i])
			;
		if (i == part[1])
			continue
		before[f] = 1
		leads_to[part[1]] = chunk[f]
		comes_before[chunk[f]] = part[1]
		gone[part[2]] = 1
		line[at[part[2]]] = ""
		n_chained++
	}
}

# A jump that is long, because it goes far, goes to another one with the same target that is on the
# way and near, if that one is taken too: it has no condition, or the same one.
function hops(   k, s, to, p, i, j, m, there, d, best, n_far) {
	for (m = 0; m < 2; m++)
		for (k = p = 0; k < n; k++) {
			pos[k] = p
			s = line[at[k]]
			sub(/.*\n/, "", s)
			if (s == "")
				continue
			if (s !~ /^\tj/) {
				p += s ~ /^\tcall\tshared/ ? JUMP : len[k]
				continue
			}
			to = s
			sub(/.*\t/, "", to)
			sub(/^\t/, "", s)
			if (!m && (to in place)) {
				jump[k] = s
				others[to, ++n_others[to]] = k
				rank[k] = n_others[to]
			}
			d = pos[place[to]] - p
			if (!m && place[to] > k)
				d = 4 * (place[to] - k)
			p += (to in place) && d < 124 && d > -124 ? NEAR : s ~ /^jmp/ ? JUMP : JUMP + 1
		}
	for (k = 0; k < n; k++) {
		if (!(k in jump) || from[of[k]] ~ HOT)
			continue
		to = jump[k]
		sub(/.*\t/, "", to)
		there = pos[place[to]]
		d = there < pos[k] ? -1 : 1
		if ((there - pos[k]) * d <= 124)
			continue
		n_far++
		best = -1
		for (j = rank[k] + d; j > 0 && j <= n_others[to]; j += d) {
			i = others[to, j]
			if ((there - pos[i]) * d < 0 || (pos[i] - pos[k]) * d > REACH)
				break
			if (jump[i] == jump[k] || jump[i] ~ /^jmp/)
				best = i
		}
		if (best >= 0) {
			line[at[k]] = (k in name ? name[k] ":\n" : "") "\t" substr(jump[k], 1, index(jump[k], "\t")) label(best)
			n_hops++
		}
	}
}

# A function, and before it what leads into it.
function put(i,   k) {
	if (i in comes_before)
		put(comes_before[i])
	print "\t.text"
	for (k = i; k <= last[i]; k++)
		if (line[k] != "")
			print line[k]
}

function functions(   k, s, g, w, i, j, l, m, behind, most, n_found, n_at, body) {
	n_found = pieces()
	for (k = 0; k < n_found; k++) {
		s = found[k]
		g = gain(s, split(where[s], w, " "))
		if (g > 0)
			with[g, n_with[g]++] = s
		if (g > most)
			most = g
	}
	for (g = most; g > 0; g--)
		for (k = 0; k < n_with[g]; k++) {
			s = with[g, k]
			n_at = split(where[s], w, " ")
			l = split(s, body, "\n") - 1
			m = 0
			behind = -1
			for (i = 1; i <= n_at; i++) {
				for (j = w[i]; j < w[i] + l && !(j in gone); j++)
					;
				if (j == w[i] + l && w[i] >= behind) {
					w[++m] = w[i]
					behind = j
				}
			}
			j = gain(s, m)
			if (j < g) {
				if (j > 0)
					with[j, n_with[j]++] = s
				continue
			}
			n_functions++
			for (i = 1; i <= m; i++) {
				become(w[i], l, "call\tshared." n_functions)
			}
			w[0] = "shared." n_functions
			i = s ~ /\ncall[^\n]*$/ ? free(s) : 0
			if (i)
				sub(/\ncall[^\n]*$/, "", s)
			else if (!sub(/\ncall/, "\njmp", s))
				s = s "\nret"
			gsub(/\n/, "\n\t", s)
			s = "\t.type\t" w[0] ", @function\n" w[0] ":" s "\n\t.size\t" w[0] ", .-" w[0]
			if (i) {
				before[i] = 1
				line[i] = s "\n" line[i]
				n_before++
			} else
				line[++NR] = s
			saved += g
		}
}

END {
	tails()
	neighbours()
	line[++NR] = "\t.text"
	functions()
	hops()
	printf "%s", files
	for (i = 1; i <= NR; i++)
		if (i in first) {
			if (!(i in leads_to))
				put(i)
			i = last[i]
		} else if (line[i] != "")
			print line[i]
}
