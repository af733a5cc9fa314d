# size.awk - reads the symbols of a binary: bytes in the file by applet (folder) and by source file.
#
#	nm -S -l build/netlet.unstripped | awk -v total=$(wc -c < build/netlet) -f tests/size.awk
#
# A symbol without a line is libc's. What is no symbol, like strings, is the rest.

function hex(text, n, i)
{
	n = 0
	text = tolower(text)
	for (i = 1; i <= length(text); i++)
		n = n * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
	return n
}

NF >= 4 && $3 ~ /^[TtRrDdWwVv]$/ {
	file = "libc"
	if (match($0, /(applets|core|platform)\/[a-z0-9_\/]*\.[ch]:[0-9]+$/)) {
		file = substr($0, RSTART)
		sub(/:.*/, "", file)
	}
	key = $1 " " $2
	if (key in seen) # another name of the same bytes
		next
	seen[key]
	bytes[file] += hex($2)
	total -= hex($2)
}

END {
	bytes["strings, headers"] = total
	for (file in bytes) {
		printf "%8d  %s\n", bytes[file], file | "sort -rn"
		group = file
		if (sub(/\/[^\/]*$/, "", group))
			folder[group] += bytes[file]
	}
	close("sort -rn")
	print ""
	for (group in folder)
		printf "%8d  %s/\n", folder[group], group | "sort -rn"
	close("sort -rn")
	print ""
}
