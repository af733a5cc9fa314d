# size.awk - reads the linker's map: bytes in the file by applet (folder) and by object.
#
#	awk -v build=build/ -f tests/size.awk build/netlet.map
#
# Strings that several objects share are counted with the first of them.

function hex(text, n, i)
{
	n = 0
	text = tolower(text)
	for (i = 3; i <= length(text); i++)
		n = n * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
	return n
}

/^Linker script and memory map/ { started = 1 }
!started { next }

# " .text.name  0xaddress  0xsize  object", or the name alone and the rest on the next line.
/^ [.a-zA-Z*]/ { section = $1; sub(/^ +[^ ]+/, "") }
/^ +0x[0-9a-f]+ +0x[0-9a-f]+ [^ ]/ {
	if (section !~ /^\.(text|rodata|data|init|fini|eh_frame|got|ctors|dtors|tdata|ARM|MIPS|reginfo)/)
		next
	object = $3
	if (index(object, build) == 1)
		object = substr(object, length(build) + 1)
	else
		object = "libc"
	if (object != "libc" && hex($1))
		bytes[object] += hex($2)
	else if (hex($1))
		bytes["libc"] += hex($2)
}

END {
	for (object in bytes) {
		group = object
		sub(/\.o$/, "", object)
		if (group ~ /^applets\/.*\//) {
			sub(/\/[^\/]*$/, "", group)
			folder[group] += bytes[object ".o"]
		} else if (sub(/\/.*/, "", group)) {
			folder[group] += bytes[object ".o"]
		}
	}
	for (object in bytes)
		printf "%8d  %s\n", bytes[object], object | "sort -rn"
	close("sort -rn")
	print ""
	for (group in folder)
		printf "%8d  %s/\n", folder[group], group | "sort -rn"
	close("sort -rn")
	print ""
}
