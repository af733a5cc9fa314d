# bytes - how long instructions of x86-64 are, for tails.awk and order.awk.

BEGIN {
	JUMP = 5 # bytes of a jump or a call
	NEAR = 2 # bytes of a jump that is not far
	FAR = 124
}

# Bytes of an instruction, rather too few than too many.
function bytes(s,   name, n) {
	if (s ~ /;/)
		return 2
	name = s
	sub(/\t.*/, "", name)
	if (name ~ /^(ret|leave|cltq|cltd)$/)
		return 1
	if (s ~ /^(push|pop)[^(]*%/)
		return s ~ /%r[0-9]/ ? 2 : 1
	if (name == "pushq" && s ~ /\$/)
		return s ~ /\$-?([0-9]|[0-9][0-9]|1[01][0-9]|12[0-7])$/ ? 2 : 5
	if (s ~ /^(call|jmp)[^*]*$/)
		return JUMP
	n = name ~ /^(movz|movs[bw]|movup|movap|cmov|set|imul|bs[fr]|bt|xorps)/ ? 3 : 2
	n += name ~ /q$/ || s ~ /%r[0-9]/ # the prefix
	n += s ~ /\([^)]*,|\(%rsp/ # an index
	if (s ~ /[0-9]\(%/)
		n += s ~ /(^|[^0-9])([0-9]|[0-9][0-9]|1[01][0-9]|12[0-7])\(%/ ? 1 : 4
	if (s ~ /\$[A-Za-z_.]/)
		n += 4
	else if (s ~ /\$/ && name !~ /^s[ah][lr]/)
		n += name ~ /b$/ || name !~ /^mov/ && s ~ /\$-?([0-9]|[0-9][0-9]|1[01][0-9]|12[0-7]),/ ? 1 : 4
	return n
}
