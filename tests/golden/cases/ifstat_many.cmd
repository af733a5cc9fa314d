# needs: IFSTAT
mkdir -p "$tmp/many/net"
{
	head -n 2 tests/roots/interfaces/proc/net/dev
	seq 1 16400 | sed 's/.*/  i&: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16/'
} > "$tmp/many/net/dev"
netlet ifstat --total --proc "$tmp/many" | head -n 1 | wc -w
