# tails - makes the assembly of the whole program shorter: what stands in it twice is kept once.
#
#	LC_ALL=C awk -f core/bytes.awk -f core/tails.awk PROGRAM.s > SHORTER.s
#
# For x86-64, as GCC writes it. Equal ends of blocks, up to a ret or a jmp, are kept once and jumped
# to. Other equal pieces become functions. Jumps that are long because they go far go over near ones.
# What moves from one register to another goes over the stack, in two bytes instead of three. What
# saves many registers is kept once too.
# All code is put in one section, so that the assembler knows which jumps are near.

BEGIN {
	REACH = 110 # what certainly is not far, though our numbers of bytes are estimates
	END_MOST = 16 # instructions
	PIECE_MOST = 8
	# What runs for every line of a long table stays as it is.
	HOT = "^\"(core/(addr|fmt|hash|scan|sock|table|topk)|applets/netstat/cells)[.]c"
	text = 1
}

# From one register to another by way of the stack, unless one of them takes a prefix.
function shorter(s) {
	if (s ~ /^movq\t%r[a-ds][a-z], %r[a-ds][a-z]$/ && s !~ /, %rsp/) {
		sub(/movq/, "pushq", s)
		sub(/, /, "; popq\t", s)
	}
	return s
}

# Of a frame nothing is known where a piece of its function is elsewhere.
/^\t\.cfi/ { next }

{ line[NR] = $0 }

/^\t\.(text|section|data|bss)/ {
	text = /^\t\.(text|section\t\.text)/
	if (text)
		line[NR] = "\t.text"
}

# A function belongs to the file of its first instruction.
/^\t\.file [0-9]/ { file[$2] = $3 }
/^\t\.loc / && !(fn in from) { from[fn] = file[$2] }

# Other labels are debugging information's, and stay where they are.
text && /^([^.#\t]|\.L[0-9])[^ \t]*:/ {
	s = substr($0, 1, index($0, ":") - 1)
	stop[n] = 1
	place[s] = n
	if (s !~ /^\./)
		fn = begins[s] = NR
}

# Instructions: op[0] to op[n - 1]; at[i] is the line of one, of[i] its function.
text && /^\t[a-z]/ {
	op[n] = from[fn] ~ HOT ? substr($0, 2) : shorter(substr($0, 2))
	at[n] = NR
	of[n] = fn
	len[n] = bytes(op[n])
	line[NR] = "\t" op[n]
	pos[n + 1] = pos[n] + len[n]
	if (/^\t(ret$|jmp\t[^*])/)
		ends[n] = ++n_ends
	n++
}

# Instead of l instructions from i on there is one.
function become(i, l, what,   k) {
	for (k = i; k < i + l; k++) {
		gone[k] = 1
		line[at[k]] = ""
	}
	set(i, what)
}

function set(i, what) {
	line[at[i]] = (i in label ? label[i] ":\n\t" : "\t") what
}

function label_of(i) {
	if (!(i in label)) {
		label[i] = ".Ltail" ++n_labels
		line[at[i]] = label[i] ":\n" line[at[i]]
		place[label[i]] = i
		stop[i] = 1
	}
	return label[i]
}

# Longer ends come first: one that is kept serves for the shorter ones too.
function share_ends(   e, l, s, b, d, end, kept, most) {
	for (e = 0; e < n; e++) {
		if (!(e in ends))
			continue
		s = op[e]
		b = len[e]
		for (l = 1; ; l++) {
			end[e, l] = s
			size[s] = b
			if (l == END_MOST || stop[e - l + 1] || e == l - 1 || ((e - l) in ends))
				break
			s = op[e - l] "\n" s
			b += len[e - l]
		}
	}
	for (l = END_MOST; l; l--) {
		split("", kept)
		for (e = 0; e < n; e++) {
			if (!((e, l) in end) || (e in gone))
				continue
			s = end[e, l]
			d = s in kept ? pos[e] - pos[kept[s]] : 0
			b = d && d < REACH && op[e] == "ret" ? NEAR : JUMP
			if (d && size[s] > b && from[of[e]] !~ HOT)
				become(e - l + 1, l, "jmp\t" label_of(kept[s] - l + 1))
			else
				kept[s] = e
		}
	}
}

# Where the function begins that piece s calls at its end, if nothing else leads into that.
function next_to(s) {
	if (!sub(/.*\ncall\t/, "", s) || s ~ /\n/ || !(s in begins) || (begins[s] in led))
		return 0
	return begins[s]
}

# What n equal pieces save as a function.
function gain(s, n) {
	return n * (size[s] - JUMP) - size[s] + (next_to(s) ? JUMP : s ~ /\ncall[^\n]*$/ ? 0 : -1)
}

# In a function the return address lies on the stack.
function deeper(s,   out, d) {
	gsub(/pushq\t%rsp; popq\t/, "leaq\t(%rsp), ", s)
	gsub(/movq\t%rsp, /, "leaq\t(%rsp), ", s)
	while (match(s, /[0-9]*\(%rsp/)) {
		d = substr(s, RSTART, RLENGTH) + 8
		out = out substr(s, 1, RSTART - 1) d "(%rsp"
		s = substr(s, RSTART + RLENGTH)
	}
	return out s
}

# Pieces leave the stack pointer alone, but that a constant may come into a register through the
# stack. A call can only be the last instruction: what it calls then returns for the piece. Nothing
# may lie below the stack pointer, where a call puts its return address: hence -mno-red-zone.
function find_pieces(   i, j, s, b, depth, n_found) {
	for (i = 0; i < n; i++) {
		s = ""
		b = depth = 0
		if (from[of[i]] ~ HOT)
			continue
		for (j = i; j < i + PIECE_MOST && j < n && !(j in gone) && (j == i || !stop[j]); j++) {
			if (op[j] ~ /^pushq\t\$/)
				depth++
			else if (op[j] ~ /^popq\t%/ && depth)
				depth--
			else if (op[j] !~ /;/ && (op[j] ~ /^(push|pop|j|ret|rep|leave|#)|%esp/ || \
					op[j] ~ /[^(]%rsp/ && op[j] !~ /^movq\t%rsp, %r/))
				break
			s = s "\n" op[j]
			b += len[j]
			if (!depth && j > i) {
				if (!(s in where))
					found[++n_found] = s
				size[s] = b
				where[s] = where[s] " " i
			}
			if (op[j] ~ /^call/)
				break
		}
	}
	return n_found
}

# Pieces s become a function: those of them that are still there, and do not overlap. If that saves
# less than g, nothing happens; gives what it saves.
function share_piece(s, g,   w, l, m, i, j, k, free, name, body) {
	m = split(where[s], w, " ")
	l = split(s, body, "\n") - 1
	for (i = 1; i <= m; i++) {
		for (j = w[i]; j < w[i] + l && !(j in gone); j++)
			;
		if (j == w[i] + l && w[i] >= free) {
			w[++k] = w[i]
			free = j
		}
	}
	i = gain(s, k)
	if (i < g)
		return i
	name = "shared." ++n_shared
	while (k)
		become(w[k--], l, "call\t" name)
	if ((i = next_to(s)))
		sub(/\ncall[^\n]*$/, "", s)
	else if (!sub(/\ncall/, "\njmp", s))
		s = s "\nret"
	s = deeper(s)
	gsub(/\n/, "\n\t", s)
	s = "\t.type\t" name ", @function\n" name ":" s "\n\t.size\t" name ", .-" name
	if (i) {
		led[i] = 1
		line[i] = s "\n" line[i]
	} else
		line[++NR] = s
	return g
}

# What saves most comes first.
function share_pieces(   k, g, most, n_found, gains, n_gains) {
	n_found = find_pieces()
	for (k = 1; k <= n_found; k++) {
		g = gain(found[k], split(where[found[k]], w, " "))
		if (g > 0)
			gains[g, ++n_gains[g]] = found[k]
		if (g > most)
			most = g
	}
	for (; most > 0; most--)
		for (k = 1; k <= n_gains[most]; k++) {
			g = share_piece(gains[most, k], most)
			if (g < most)
				gains[g, ++n_gains[g]] = gains[most, k]
		}
}

# Where these registers are saved, what does it for all is called. The first one comes where the
# return address was; that goes by way of the last one, which is saved then.
function share_saves(registers,   i, k, l, r, name, calls) {
	l = split(registers, r, " ")
	name = "saves." l
	for (i = 0; i < n; i++) {
		for (k = 0; k < l && op[i + k] == "pushq\t%" r[k + 1]; k++)
			if (((i + k) in gone) || k && stop[i + k])
				break
		if (k == l && from[of[i]] !~ HOT) {
			become(i, l, "call\t" name)
			calls++
		}
	}
	if (!calls)
		return
	line[++NR] = "\t.type\t" name ", @function\n" name ":"
	for (k = 2; k <= l; k++)
		line[++NR] = "\tpushq\t%" r[k]
	k = 8 * (l - 1) "(%rsp)"
	line[++NR] = "\tmovq\t" k ", %" r[l] "\n\tmovq\t%" r[1] ", " k
	line[++NR] = "\tjmp\t*%" r[l] "\n\t.size\t" name ", .-" name
}

# Finds all jumps, and where they will be.
function find_jumps(   i, p, s, to, d) {
	for (i = p = 0; i < n; i++) {
		pos[i] = p
		s = line[at[i]]
		sub(/.*\n/, "", s)
		if (s ~ /^\tj/) {
			to = s
			sub(/.*\t/, "", to)
			d = FAR
			if (to in place) {
				d = pos[place[to]] - p
				jump[i] = substr(s, 2)
				target[i] = to
				if (!(i in rank)) {
					rank[i] = ++n_others[to]
					others[to, rank[i]] = i
				}
			}
			p += d < FAR && d > -FAR ? NEAR : s ~ /^\tjmp/ ? JUMP : JUMP + 1
		} else if (s != "")
			p += s ~ /^\tcall\ts(hared|aves)/ ? JUMP : len[i]
	}
}

# A far jump goes to another one with the same target, which is on its way and near, if that is
# taken too: it has no condition, or the same one.
function shorten_jumps(   i, k, j, to, d, way, best) {
	find_jumps()
	find_jumps()
	for (i = 0; i < n; i++) {
		if (!(i in jump) || from[of[i]] ~ HOT)
			continue
		to = target[i]
		way = pos[place[to]] - pos[i]
		d = way < 0 ? -1 : 1
		if (way * d <= FAR)
			continue
		best = -1
		for (k = rank[i] + d; k > 0 && k <= n_others[to]; k += d) {
			j = others[to, k]
			if ((pos[place[to]] - pos[j]) * d < 0 || (pos[j] - pos[i]) * d > REACH)
				break
			if (jump[j] == jump[i] || jump[j] ~ /^jmp/)
				best = j
		}
		if (best >= 0)
			set(i, substr(jump[i], 1, index(jump[i], "\t")) label_of(best))
	}
}

END {
	share_ends()
	line[++NR] = "\t.text"
	share_saves("r15 r14 r13 r12 rbp rbx")
	share_saves("r14 r13 r12 rbp rbx")
	share_pieces()
	shorten_jumps()
	for (i = 1; i <= NR; i++)
		if (line[i] != "")
			print line[i]
}
