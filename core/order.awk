# order - puts the pieces of the assembly of a program in such an order that fewer jumps go far.
#
#	LC_ALL=C awk -f core/bytes.awk -f core/order.awk PROGRAM.s > SHORTER.s
#
# For x86-64, what tails.awk gives. A block ends with a ret or a jmp, so that it can stand anywhere.
# Where a jump is far, its block or the one it goes to moves beside the other, if all jumps together
# are shorter then: within their function, or else a function moves as a whole. A jmp to what stands
# behind it is left out.

BEGIN {
	ROUNDS = 2
	HEAD = 1 # an empty block in front of all others
	n_blocks = first[1] = 2
	n_fns = fn[2] = 1
}

/^\t\.(text|section|data|bss)/ { text = /^\t\.text/ }

# What is no code stands in front of all code.
!text || /^\t\.file/ || !started && !/^\t\.(globl|type)|^[^.#\t]/ {
	print
	next
}

/^\t\.text/ { next }

{ started = 1 }

/^([^.#\t]|\.L([0-9]|tail))[^ \t]*:/ {
	s = substr($0, 1, index($0, ":") - 1)
	place[s] = n
	home[s] = n_blocks
}

/^\t\.size/ && !filled {
	behind[n_fns] = lines[n_blocks] $0 "\n"
	lines[n_blocks] = ""
	fn[n_blocks] = ++n_fns
	first[n_fns] = n_blocks
	next
}

/^\t[a-z]/ {
	filled = 1
	len[n] = bytes(substr($0, 2))
	in_block[n] = n_blocks
	if (/^\tj[a-z]+\t[^*]/) {
		target[n] = substr($0, index($0, "\t.") + 1)
		sub(/.*\t/, "", target[n])
		long[n] = /^\tjmp/ ? JUMP : JUMP + 1
	}
	n++
	if (/^\t(ret$|jmp\t)/) {
		if (/^\tjmp\t[^*]/) {
			last[n_blocks] = n - 1
			end[n_blocks] = $0
		} else
			lines[n_blocks] = lines[n_blocks] $0 "\n"
		fn[++n_blocks] = n_fns
		filled = 0
		next
	}
}

{ lines[n_blocks] = lines[n_blocks] $0 "\n" }

# Where blocks and jumps are, in the order of now.
function lay_out(   b, p) {
	for (b = HEAD; b; b = after[b]) {
		start[b] = p
		p += size[b]
	}
}

function is_far(d) {
	return d > FAR || d < -FAR
}

# How long jumps are, and with them the blocks. What lies in a block keeps its distance from its start.
function measure(   i, d, b) {
	split("", size)
	for (i = 0; i < n; i++) {
		b = in_block[i]
		offset[i] = size[b]
		if ((i in target) && (target[i] in home)) {
			d = start[home[target[i]]] + offset[place[target[i]]] - start[b] - offset[i]
			len[i] = is_far(d) ? long[i] : NEAR
		}
		size[b] += len[i]
	}
	lay_out()
}

# What jump i takes more than a near one, when its block and the one it goes to are there.
function cost(i, from, to,   d) {
	d = to + offset[place[target[i]]] - from - offset[i]
	if (is_far(d - NEAR))
		return long[i] - NEAR
	return d == len[i] && i == last[in_block[i]] ? -NEAR : 0
}

# Where block b is when those from `low` on, `l` bytes, stand in front of what is at `to` now.
function moved(b, low, l, to,   s) {
	s = start[b]
	if (s >= low && s < low + l)
		return to > low ? s + to - l - low : s + to - low
	if (to > low)
		return s >= low + l && s < to ? s - l : s
	return s >= to && s < low ? s + l : s
}

# What is gained when blocks b to e stand behind block x.
function gain(b, e, x,   low, l, to, k, i, from_b, to_b, seen, g) {
	low = start[b]
	l = start[e] + size[e] - low
	to = start[x] + size[x]
	if (to == low || to == low + l)
		return 0
	near_to(b, low, e, low + l)
	near_to(x, to, after[x], to)
	for (k = b; ; k = after[k]) {
		nearby[k]
		if (k == e)
			break
	}
	for (k in nearby)
		for (i = 1; i <= n_touch[k]; i++)
			seen[touch[k, i]]
	split("", nearby)
	for (i in seen) {
		from_b = in_block[i]
		to_b = home[target[i]]
		g += cost(i, start[from_b], start[to_b]) - \
			cost(i, moved(from_b, low, l, to), moved(to_b, low, l, to))
	}
	return g
}

# Blocks that are not far from p, before b, and from q, behind e.
function near_to(b, p, e, q) {
	for (; b && p - start[b] < FAR; b = before[b])
		nearby[b]
	for (; e && start[e] - q < FAR; e = after[e])
		nearby[e]
}

function link(a, b) {
	after[a] = b
	before[b] = a
}

# Blocks b to e move behind block x, if that helps.
function move(b, e, x) {
	if (gain(b, e, x) <= 0)
		return 0
	link(before[b], after[e])
	link(e, after[x])
	link(x, b)
	lay_out()
	return 1
}

# The last block of a function.
function last_of(f,   b) {
	for (b = first[f]; fn[after[b]] == f; b = after[b])
		;
	return b
}

# Brings the blocks of jump i together, in one of four ways.
function try(i,   a, b, f, g) {
	a = in_block[i]
	b = home[target[i]]
	if (a == b || cost(i, start[a], start[b]) == 0 && (i != last[a] || offset[place[target[i]]]))
		return 0
	f = fn[a]
	g = fn[b]
	if (f == g) {
		if (b != first[g] && (move(b, b, a) || a != first[f] && move(b, b, before[a])))
			return 1
		return a != first[f] && (b != first[g] && move(a, a, before[b]) || move(a, a, b))
	}
	return move(first[g], last_of(g), last_of(f)) || \
		move(first[g], last_of(g), before[first[f]]) || \
		move(first[f], last_of(f), before[first[g]]) || \
		move(first[f], last_of(f), last_of(g))
}

END {
	for (b = 2; b <= n_blocks; b++)
		link(b - 1, b)
	for (k = 0; k < 4; k++)
		measure()
	for (i = 0; i < n; i++)
		if ((i in target) && (target[i] in home)) {
			touch[in_block[i], ++n_touch[in_block[i]]] = i
			b = home[target[i]]
			touch[b, ++n_touch[b]] = i
			jumps[++n_jumps] = i
		}
	for (k = 0; k < ROUNDS; k++) {
		for (i = 1; i <= n_jumps; i++)
			try(jumps[i])
		measure()
	}
	print "\t.text"
	for (b = HEAD; b; b = after[b]) {
		printf "%s", lines[b]
		if (b in end) {
			s = end[b]
			sub(/.*\t/, "", s)
			if (!(s in home) || home[s] != after[b] || offset[place[s]])
				print end[b]
		}
		if (fn[after[b]] != fn[b])
			printf "%s", behind[fn[b]]
	}
}
