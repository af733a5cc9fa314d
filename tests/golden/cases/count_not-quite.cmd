# needs: COUNT
mkdir -p "$tmp/crowd/net"
awk 'BEGIN {
	for (i = 0; i < 4115; i++)
		printf "%4d: 0100007F:0050 %s:0400 01 00000000:00000000 00:00000000 00000000     0        0 %d\n",
			i, i < 20 ? "0100000A" : sprintf("%02X%02X000A", i % 256, i / 256), i + 1
}' > "$tmp/crowd/net/tcp"
netstat --proc "$tmp/crowd" -tn4 --count=remote --top 2
