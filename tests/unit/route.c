/* route - lines of /proc/net/route and /proc/net/ipv6_route, letters, words and masks. */
#include "core/route.h"

#include "unit.h"

#include <arpa/inet.h>

enum {
	RECORD = 400,
	IPV6 = 2, /* beside enum byte_order */
};

#define LE LITTLE_ENDIAN_HOST
#define BE BIG_ENDIAN_HOST

/* The addresses of the default route of IPv6, and what the kernel writes where nothing is. */
#define NONE6 "00000000000000000000000000000000"

static const struct row {
	const char *name;
	int order; /* or IPV6 */
	bool whole;
	const char *line;
	const char *record; /* NULL: malformed */
} rows[] = {
	/* github.com/jackpal/gateway, BSD-3-Clause */
	{ "a network of a name of 15 bytes", LE, true,
		"docker_gwbridge\t000012AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0             "
		" ",
		"172.18.0.0/16 mask ffff0000 via 0.0.0.0 flags 1 ref 0 use 0 metric 0 mss 0 "
		"window 0 irtt 0 type 0 dev docker_gwbridge" },
	{ "the default route of a laptop", LE, true,
		"wlp4s0\t00000000\t0108A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0                   ",
		"0.0.0.0/0 mask 0 via 192.168.8.1 flags 3 ref 0 use 0 metric 600 mss 0 window 0 "
		"irtt 0 type 0 dev wlp4s0" },
	{ "a text that is none", LE, true,
		"Lorem ipsum dolor sit amet, consectetur adipiscing elit,", NULL },
	/* github.com/Azure/WALinuxAgent, Apache-2.0 */
	{ "columns behind blanks", LE, true,
		"        lo\t    00000000\t01345B0A\t0003\t0\t    0\t1\t00FCFFFF\t0\t0\t0    ",
		"0.0.0.0/22 mask fffffc00 via 10.91.52.1 flags 3 ref 0 use 0 metric 1 mss 0 "
		"window 0 irtt 0 type 0 dev lo" },
	{ "a host behind a gateway", LE, true,
		"bond0\t10813FA8\t0100000A\t0007\t0\t    0\t0\t00000000\t0\t0\t0",
		"168.63.129.16/0 mask 0 via 10.0.0.1 flags 7 ref 0 use 0 metric 0 mss 0 window 0 "
		"irtt 0 type 0 dev bond0" },
	/* github.com/kubernetes/apimachinery, Apache-2.0 */
	{ "a network of 23 bits", LE, true,
		"eth3\t0000FE0A\t00000000\t0001\t0\t0\t0\t0080FFFF\t0\t0\t0",
		"10.254.0.0/17 mask ffff8000 via 0.0.0.0 flags 1 ref 0 use 0 metric 0 mss 0 "
		"window 0 irtt 0 type 0 dev eth3" },
	{ "a destination of ten digits", LE, true,
		"eth3\t0000FE0AA1\t00000000\t0001\t0\t0\t0\t0080FFFF\t0\t0\t0", NULL },
	{ "a gateway of ten digits", LE, true,
		"eth3\t00000000\t0100FE0AA1\t0003\t0\t0\t1024\t00000000\t0\t0\t0", NULL },
	{ "a gateway of nine digits", LE, true,
		"eth3\t00000000\t0100FE0AA\t0003\t0\t0\t1024\t00000000\t0\t0\t0", NULL },
	{ "IPv6: a default gateway", IPV6, true,
		NONE6 " 00 " NONE6 " 00 20010001000000000000000000000001 00000064 00000000 "
		      "00000000 00000003 eth3",
		"::/0 from ::/0 via 2001:1::1 flags 3 ref 0 use 0 metric 100 dev eth3" },
	{ "IPv6: a destination of 16 digits", IPV6, true,
		"2001000200000000 7a " NONE6 " 00 " NONE6
		" 00000400 00000000 00000000 00200200       lo",
		NULL },
	/* github.com/koding/koding, Apache-2.0 */
	{ "a route that refuses", LE, true,
		"*\tFEA9FEA9\t00000000\t0205\t0\t0\t0\tFFFFFFFF\t0\t0\t0             ",
		"169.254.169.254/32 mask ffffffff via 0.0.0.0 flags 205 ref 0 use 0 metric 0 "
		"mss 0 window 0 irtt 0 type 0 dev -" },
	/* github.com/dotnet/corefx and dotnet/runtime, MIT */
	{ "little-endian", LE, true,
		"wlan0\t0080690A\t01234567\t0001\t0\t0\t400\t00FCFFFF\t0\t0\t0          ",
		"10.105.128.0/22 mask fffffc00 via 103.69.35.1 flags 1 ref 0 use 0 metric 400 "
		"mss 0 window 0 irtt 0 type 0 dev wlan0" },
	{ "the same, big-endian", BE, true,
		"wlan0\t0A698000\t67452301\t0001\t0\t0\t400\tFFFFFC00\t0\t0\t0          ",
		"10.105.128.0/22 mask fffffc00 via 103.69.35.1 flags 1 ref 0 use 0 metric 400 "
		"mss 0 window 0 irtt 0 type 0 dev wlan0" },
	{ "big-endian, a default gateway", BE, true,
		"wlan0\t00000000\t0A698001\t0003\t0\t0\t400\t00000000\t0\t0\t0          ",
		"0.0.0.0/0 mask 0 via 10.105.128.1 flags 3 ref 0 use 0 metric 400 mss 0 window 0 "
		"irtt 0 type 0 dev wlan0" },
	{ "IPv6: a metric of 2^32 - 1, counters", IPV6, true,
		NONE6 " 00 " NONE6 " 00 " NONE6 " ffffffff 00000001 0000000f 00200200       lo",
		"::/0 from ::/0 via :: flags 200200 ref 1 use 15 metric 4294967295 dev lo" },
	{ "IPv6: an address of this machine", IPV6, true,
		"fe80000000000000aefdcefffe7ca67d 80 " NONE6 " 00 " NONE6
		" 00000000 00000001 00000000 80200001       lo",
		"fe80::aefd:ceff:fe7c:a67d/128 from ::/0 via :: flags 80200001 ref 1 use 0 "
		"metric 0 dev lo" },
	/* github.com/canonical/hotsos, Apache-2.0 */
	{ "a gateway that is the network's own number", LE, true,
		"flannel.1\t0007010A\t0007010A\t0003\t0\t0\t0\t00FFFFFF\t0\t0\t0     ",
		"10.1.7.0/24 mask ffffff00 via 10.1.7.0 flags 3 ref 0 use 0 metric 0 mss 0 "
		"window 0 irtt 0 type 0 dev flannel.1" },
	{ "IPv6: a name of nine bytes", IPV6, true,
		"fe800000000000000000000000000000 40 " NONE6 " 00 " NONE6
		" 00000100 00000001 00000000 00000001 flannel.1",
		"fe80::/64 from ::/0 via :: flags 1 ref 1 use 0 metric 256 dev flannel.1" },
	/* github.com/kellyjonbrazil/jc, MIT */
	{ "a host of this link", LE, true,
		"ens33\t0247A8C0\t00000000\t0005\t0\t0\t100\tFFFFFFFF\t0\t0\t0     ",
		"192.168.71.2/32 mask ffffffff via 0.0.0.0 flags 5 ref 0 use 0 metric 100 mss 0 "
		"window 0 irtt 0 type 0 dev ens33" },
	/* github.com/meshr-net/meshr_win32, Apache-2.0 */
	{ "an imitation without addresses", LE, true, "eth0\t0\t0\t0\t0\t0\t1\t0\t0\t0\t0", NULL },
	/* Our own. */
	{ "metrics", LE, true,
		"d0\t0000050A\t010200C0\t0003\t0\t0\t0\t0000FFFF\t1400\t65535\t300    ",
		"10.5.0.0/16 mask ffff0000 via 192.0.2.1 flags 3 ref 0 use 0 metric 0 mss 1400 "
		"window 65535 irtt 300 type 0 dev d0" },
	{ "a blackhole", LE, true, "*\t0000010A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0   ",
		"10.1.0.0/16 mask ffff0000 via 0.0.0.0 flags 1 ref 0 use 0 metric 0 mss 0 "
		"window 0 irtt 0 type 6 dev -" },
	{ "a gateway without an interface is no blackhole", LE, true,
		"*\t0000010A\t010200C0\t0003\t0\t0\t0\t0000FFFF\t0\t0\t0",
		"10.1.0.0/16 mask ffff0000 via 192.0.2.1 flags 3 ref 0 use 0 metric 0 mss 0 "
		"window 0 irtt 0 type 0 dev -" },
	{ "a name that begins with an asterisk", LE, true,
		"*x\t0000010A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0",
		"10.1.0.0/16 mask ffff0000 via 0.0.0.0 flags 1 ref 0 use 0 metric 0 mss 0 "
		"window 0 irtt 0 type 0 dev *x" },
	{ "a mask with holes", LE, true,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t0\t00FF00FF\t0\t0\t0",
		"203.0.113.0/0 mask ff00ff00 via 0.0.0.0 flags 1 ref 0 use 0 metric 0 mss 0 "
		"window 0 irtt 0 type 0 dev eth0" },
	{ "the largest numbers", LE, true,
		"eth0\tFFFFFFFF\tffffffff\tFFFFFFFF\t4294967295\t4294967294\t4294967293\tFFFFFFFF\t"
		"4294967292\t4294967291\t4294967290",
		"255.255.255.255/32 mask ffffffff via 255.255.255.255 flags ffffffff "
		"ref 4294967295 use 4294967294 metric 4294967293 mss 4294967292 window 4294967291 "
		"irtt 4294967290 type 0 dev eth0" },
	{ "a metric that the kernel prints as signed", LE, true,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t-1\t00FFFFFF\t-2147483648\t0\t-0",
		"203.0.113.0/24 mask ffffff00 via 0.0.0.0 flags 1 ref 0 use 0 metric 4294967295 "
		"mss 2147483648 window 0 irtt 0 type 0 dev eth0" },
	{ "further columns", LE, true,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\tx",
		"203.0.113.0/24 mask ffffff00 via 0.0.0.0 flags 1 ref 0 use 0 metric 0 mss 0 "
		"window 0 irtt 0 type 0 dev eth0" },
	{ "a name that is no text", LE, true,
		"\033[2J\377\t007100CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
		"203.0.113.0/24 mask ffffff00 via 0.0.0.0 flags 1 ref 0 use 0 metric 0 mss 0 "
		"window 0 irtt 0 type 0 dev \033[2J\377" },
	{ "IPv6: from a network", IPV6, true,
		"20010db8000100000000000000000000 30 20010db8000200000000000000000000 30 "
		"20010db8000000000000000000000001 00000400 00000002 00000000 00000003       d0",
		"2001:db8:1::/48 from 2001:db8:2::/48 via 2001:db8::1 flags 3 ref 2 use 0 "
		"metric 1024 dev d0" },
	{ "IPv6: expires", IPV6, true,
		"20010db8000300000000000000000000 30 " NONE6
		" 00 20010db8000000000000000000000001 00000400 00000001 00000000 00400003       d0",
		"2001:db8:3::/48 from ::/0 via 2001:db8::1 flags 400003 ref 1 use 0 metric 1024 "
		"dev d0" },
	{ "IPv6: capital letters, and a blank at the end", IPV6, true,
		"20010DB8000300000000000000000000 7F " NONE6 " 80 " NONE6
		" FFFFFFFF FFFFFFFE FFFFFFFD FFFFFFFC a23456789012345 ",
		"2001:db8:3::/127 from ::/128 via :: flags fffffffc ref 4294967294 "
		"use 4294967293 metric 4294967295 dev a23456789012345" },
	/* Malformed. */
	{ "no bytes", LE, true, "", NULL },
	{ "blanks alone", LE, true, " \t ", NULL },
	{ "the heading", LE, true,
		"Iface\tDestination\tGateway "
		"\tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
		NULL },
	{ "without its newline", LE, false,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0", NULL },
	{ "a name of 16 bytes", LE, true,
		"a234567890123456\t007100CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0", NULL },
	{ "a destination of seven digits", LE, true,
		"eth0\t07100CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0", NULL },
	{ "a mask of nine digits", LE, true,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t0\t00FFFFFFF\t0\t0\t0", NULL },
	{ "a destination with a letter", LE, true,
		"eth0\t00710xCB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0", NULL },
	{ "flags of 2^32", LE, true,
		"eth0\t007100CB\t00000000\t100000000\t0\t0\t0\t00FFFFFF\t0\t0\t0", NULL },
	{ "flags that are none", LE, true,
		"eth0\t007100CB\t00000000\tUG\t0\t0\t0\t00FFFFFF\t0\t0\t0", NULL },
	{ "a metric of 2^32", LE, true,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t4294967296\t00FFFFFF\t0\t0\t0", NULL },
	{ "a metric below -2^31", LE, true,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t-2147483649\t00FFFFFF\t0\t0\t0", NULL },
	{ "a dash alone", LE, true, "eth0\t007100CB\t00000000\t0001\t0\t0\t-\t00FFFFFF\t0\t0\t0",
		NULL },
	{ "two dashes", LE, true, "eth0\t007100CB\t00000000\t0001\t0\t0\t--1\t00FFFFFF\t0\t0\t0",
		NULL },
	{ "a use of 2^32", LE, true,
		"eth0\t007100CB\t00000000\t0001\t0\t4294967296\t0\t00FFFFFF\t0\t0\t0", NULL },
	{ "an irtt with a letter behind", LE, true,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0x", NULL },
	{ "a column is missing", LE, true,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t00FFFFFF\t0\t0\t0", NULL },
	{ "a line of IPv6", LE, true,
		"fe800000000000000000000000000000 40 " NONE6 " 00 " NONE6
		" 00000100 00000001 00000000 00000001     eth0",
		NULL },
	{ "IPv6: no bytes", IPV6, true, "", NULL },
	{ "IPv6: without its newline", IPV6, false,
		"fe800000000000000000000000000000 40 " NONE6 " 00 " NONE6
		" 00000100 00000001 00000000 00000001     eth0",
		NULL },
	{ "IPv6: a length of 129", IPV6, true,
		"fe800000000000000000000000000000 81 " NONE6 " 00 " NONE6
		" 00000100 00000001 00000000 00000001     eth0",
		NULL },
	{ "IPv6: a length of the source of 129", IPV6, true,
		"fe800000000000000000000000000000 40 " NONE6 " 81 " NONE6
		" 00000100 00000001 00000000 00000001     eth0",
		NULL },
	{ "IPv6: 33 digits", IPV6, true,
		"fe8000000000000000000000000000000 40 " NONE6 " 00 " NONE6
		" 00000100 00000001 00000000 00000001     eth0",
		NULL },
	{ "IPv6: 31 digits", IPV6, true,
		"fe80000000000000000000000000000 40 " NONE6 " 00 " NONE6
		" 00000100 00000001 00000000 00000001     eth0",
		NULL },
	{ "IPv6: a metric of nine digits", IPV6, true,
		"fe800000000000000000000000000000 40 " NONE6 " 00 " NONE6
		" 100000100 00000001 00000000 00000001     eth0",
		NULL },
	{ "IPv6: a name of 16 bytes", IPV6, true,
		"fe800000000000000000000000000000 40 " NONE6 " 00 " NONE6
		" 00000100 00000001 00000000 00000001 a234567890123456",
		NULL },
	{ "IPv6: a line of IPv4", IPV6, true,
		"eth0\t007100CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0", NULL },
};

static bool parse(struct route *r, int order, const char *line, size_t len, bool whole)
{
	memset(r, 0xaa, sizeof(*r));
	return order == IPV6 ? route_parse_ipv6(r, line, len, whole)
			     : route_parse_ipv4(r, (enum byte_order)order, line, len, whole);
}

static const char *text(char out[INET6_ADDRSTRLEN], const struct addr *a)
{
	return inet_ntop(a->family == ADDR_IPV4 ? AF_INET : AF_INET6, a->bytes, out,
		INET6_ADDRSTRLEN);
}

static void record_text(char out[RECORD], const struct route *r)
{
	char to[INET6_ADDRSTRLEN], from[INET6_ADDRSTRLEN], via[INET6_ADDRSTRLEN];
	const char *dev = *r->iface ? r->iface : "-";

	assert_int_equal(r->known, ROUTE_KNOWS_COUNTS);
	assert_int_equal(r->to.family, r->via.family);
	text(to, &r->to);
	text(via, &r->via);
	if (r->to.family == ADDR_IPV4) {
		assert_int_equal(r->from.family, 0);
		snprintf(out, RECORD,
			"%s/%u mask %x via %s flags %x ref %u use %u metric %u mss %u window %u "
			"irtt %u type %u dev %s",
			to, r->to_len, r->mask, via, r->flags, r->ref, r->use, r->metric, r->mss,
			r->metrics[ROUTE_WINDOW], r->irtt, r->type, dev);
	} else {
		assert_true(r->from.family == ADDR_IPV6 && !r->mask && !r->type);
		snprintf(out, RECORD,
			"%s/%u from %s/%u via %s flags %x ref %u use %u metric %u dev %s", to,
			r->to_len, text(from, &r->from), r->from_len, via, r->flags, r->ref, r->use,
			r->metric, dev);
	}
}

static void check_row(void **state)
{
	const struct row *row = *state;
	size_t len = strlen(row->line);
	char *line = exact(row->line, len), out[RECORD] = "malformed";
	struct route r;

	if (parse(&r, row->order, line, len, row->whole))
		record_text(out, &r);
	assert_string_equal(out, row->record ? row->record : "malformed");
	free(line);
}

/* An address as /proc has it. */
static void put_hex(char *out, const struct addr *a, int order)
{
	int i, n = a->family == ADDR_IPV4 ? 4 : 16;

	out += strlen(out);
	for (i = 0; i < n; i++)
		sprintf(out + 2 * i, "%02X", a->bytes[order == LE ? 3 - i : i]);
}

/* A record as the kernel writes it. */
static void put_line(char out[RECORD], const struct route *r, int order)
{
	struct addr mask = route_mask_addr(r->mask);
	const char *dev = *r->iface ? r->iface : "*";

	if (order != IPV6) {
		sprintf(out, "%s\t", dev);
		put_hex(out, &r->to, order);
		strcat(out, "\t");
		put_hex(out, &r->via, order);
		sprintf(out + strlen(out), "\t%04X\t%d\t%u\t%d\t", r->flags, (int)r->ref, r->use,
			(int)r->metric);
		put_hex(out, &mask, order);
		sprintf(out + strlen(out), "\t%d\t%u\t%u", (int)r->mss, r->metrics[ROUTE_WINDOW],
			r->irtt);
		return;
	}
	*out = 0;
	put_hex(out, &r->to, order);
	sprintf(out + strlen(out), " %02x ", r->to_len);
	put_hex(out, &r->from, order);
	sprintf(out + strlen(out), " %02x ", r->from_len);
	put_hex(out, &r->via, order);
	sprintf(out + strlen(out), " %08x %08x %08x %08x %8s", r->metric, r->ref, r->use, r->flags,
		dev);
}

/* The record written as the kernel writes it is read as the same one; a NUL ends a name. */
static void accepted_is_sane(const void *data, const char *line, size_t len)
{
	const struct row *row = data;
	char again[RECORD];
	struct route r, same;

	if (!parse(&r, row->order, line, len, row->whole))
		return;
	assert_true(row->whole);
	assert_true(strnlen(r.iface, sizeof(r.iface)) < sizeof(r.iface));
	if (memchr(line, 0, len))
		return;
	put_line(again, &r, row->order);
	assert_true(parse(&same, row->order, again, strlen(again), true));
	assert_memory_equal(&r, &same, sizeof(r));
}

/* The offset of the last column that is read, and its end. */
static size_t last_column(const struct row *row, size_t *end)
{
	size_t at = strspn(row->line, " \t"), i, n = row->order == IPV6 ? 10 : 11;

	for (i = 1; i < n; i++) {
		at += strcspn(row->line + at, " \t");
		at += strspn(row->line + at, " \t");
	}
	*end = at + strcspn(row->line + at, " \t");
	return at;
}

static bool is_either(char c, char d)
{
	return c && d && strchr(" \t0-", c) && strchr(" \t0-", d);
}

/* A change that is let through is seen in the record, but for blanks, zeros and capitals. */
static void change_is_seen(const void *data, const char *line, size_t len)
{
	const struct row *row = data;
	struct route before, after;
	size_t end, at;

	accepted_is_sane(data, line, len);
	if (!parse(&after, row->order, line, len, true) || memchr(line, 0, len))
		return;
	last_column(row, &end);
	for (at = 0; at < len && line[at] == row->line[at]; at++)
		;
	if (at >= end || (line[at] ^ row->line[at]) == 0x20 || is_either(line[at], row->line[at]))
		return;
	assert_true(parse(&before, row->order, row->line, len, true));
	assert_memory_not_equal(&before, &after, sizeof(before));
}

static void prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		struct row row = rows[i];

		every_change(row.line, strlen(row.line),
			row.record ? change_is_seen : accepted_is_sane, &row);
		every_prefix(row.line, strlen(row.line), accepted_is_sane, &row);
		row.whole = false;
		every_prefix(row.line, strlen(row.line), accepted_is_sane, &row);
	}
}

static void no_column_may_be_missing(void **state)
{
	size_t i, n, end;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		const struct row *row = &rows[i];
		struct route r;

		if (!row->record)
			continue;
		for (n = 0; n <= last_column(row, &end); n++)
			assert_false(parse(&r, row->order, row->line, n, true));
		assert_true(parse(&r, row->order, row->line, end, true));
	}
}

/* A real line whose end is made of the bytes that lines are made of. */
static void random_lines(void **state)
{
	static const char bytes[] = "0123456789abcdefABCDEF  \t\t-*x\n";
	struct row row = { .whole = true };
	size_t n, i;

	(void)state;
	for (n = 0; n < 100000; n++) {
		const struct row *from = &rows[unit_random() % COUNT(rows)];
		size_t len = strlen(from->line);
		char *line = exact(from->line, len);

		for (i = unit_random() % (len + 1); i < len; i++)
			line[i] = bytes[unit_random() % (sizeof(bytes) - 1)];
		row.order = from->order;
		accepted_is_sane(&row, line, len);
		free(line);
	}
}

static void headings(void **state)
{
	static const struct {
		const char *line;
		bool heading;
	} lines[] = {
		{ "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow",
			true },
		{ "        Iface\tDestination\tGateway", true },
		{ "Iface", true },
		{ "Ifac", false },
		{ "IfaceX", false },
		{ "iface\tDestination", false },
		{ "", false },
		{ " ", false },
		{ "eth0\t007100CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(lines); i++) {
		char *line = exact(lines[i].line, strlen(lines[i].line));

		assert_int_equal(route_is_heading(line, strlen(lines[i].line)), lines[i].heading);
		free(line);
	}
}

static const char *flags(char out[64], enum addr_family family, uint8_t type, uint32_t bits)
{
	const struct route r = { .to.family = (uint8_t)family, .type = type, .flags = bits };
	struct fmt f = fmt_open(out, 63);

	route_fmt_flags(&f, &r);
	*f.at = 0;
	return out;
}

static const struct flags_row {
	const char *name;
	enum addr_family family;
	uint8_t type;
	uint32_t bits;
	const char *letters;
} flags_rows[] = {
	{ "all of IPv4", ADDR_IPV4, 0, 0xfffffdff, "UGHRDMdacoecfpluwin" },
	{ "all of IPv4, refused", ADDR_IPV4, 0, UINT32_MAX, "!HRDMdacoecfpluwin" },
	{ "all of IPv6", ADDR_IPV6, 0, UINT32_MAX, "U!GHDAaemnfC" },
	{ "all of IPv6 but up", ADDR_IPV6, 0, UINT32_MAX - 1, "!GHDAaemnfC" },
	{ "none of IPv4", ADDR_IPV4, 0, 0, "U" },
	{ "none of IPv6", ADDR_IPV6, 0, 0, "" },
	{ "a gateway", ADDR_IPV4, ROUTE_UNICAST, 0x3, "UG" },
	{ "a host that is refused", ADDR_IPV4, 0, 0x205, "!H" },
	{ "a gateway that is refused", ADDR_IPV4, 0, 0x203, "!" },
	{ "a blackhole of IPv4", ADDR_IPV4, ROUTE_BLACKHOLE, 0x1, "!B" },
	{ "a blackhole that is a host", ADDR_IPV4, ROUTE_BLACKHOLE, 0x5, "!BH" },
	{ "a throw of IPv4", ADDR_IPV4, ROUTE_THROW, 0x1, "!T" },
	{ "a throw with a gateway shows none", ADDR_IPV4, ROUTE_THROW, 0x3, "!T" },
	{ "unreachable has no letter", ADDR_IPV4, ROUTE_UNREACHABLE, 0x201, "!" },
	{ "prohibit neither", ADDR_IPV4, ROUTE_PROHIBIT, 0x201, "!" },
	{ "a blackhole of IPv6", ADDR_IPV6, ROUTE_BLACKHOLE, 0x200, "!B" },
	{ "a throw of IPv6", ADDR_IPV6, ROUTE_THROW, 0x0, "!T" },
	{ "a refusal of IPv6 as /proc has it", ADDR_IPV6, 0, 0x200200, "!n" },
	{ "a local address of IPv6", ADDR_IPV6, 0, 0x80200001, "Un" },
	{ "an announced route", ADDR_IPV6, 0, 0x00450003, "UGDAe" },
};

static void check_flags(void **state)
{
	const struct flags_row *r = *state;
	char out[64];

	assert_string_equal(flags(out, r->family, r->type, r->bits), r->letters);
}

/* By the number of their bit; `-`: none. */
static const char ipv4_letters[] = "-GHRDMuwi-n-----dac--oe-cfp----l";
static const char ipv6_letters[] = "-GH--m----------DaA--ne-Cf------";

static void a_letter_for_every_bit(void **state)
{
	char out[64], expected[3];
	int bit;

	(void)state;
	assert_int_equal(strlen(ipv4_letters) + strlen(ipv6_letters), 64);
	for (bit = 0; bit < 32; bit++) {
		strcpy(expected, bit == 9 ? "!" : "U");
		if (ipv4_letters[bit] != '-')
			strncat(expected, ipv4_letters + bit, 1);
		assert_string_equal(flags(out, ADDR_IPV4, 0, 1u << bit), expected);
		strcpy(expected, bit == 0 ? "U" : bit == 9 ? "!" : "");
		if (ipv6_letters[bit] != '-')
			strncat(expected, ipv6_letters + bit, 1);
		assert_string_equal(flags(out, ADDR_IPV6, 0, 1u << bit), expected);
	}
}

static void words(void **state)
{
	static const char *const types[] = { NULL, "unicast", "local", "broadcast", "anycast",
		"multicast", "blackhole", "unreachable", "prohibit", "throw", "nat" };
	static const char *const protocols[256] = { [1] = "redirect",
		[2] = "kernel",
		[3] = "boot",
		[4] = "static",
		[9] = "ra",
		[11] = "zebra",
		[12] = "bird",
		[16] = "dhcp",
		[18] = "keepalived",
		[42] = "babel",
		[186] = "bgp",
		[187] = "isis",
		[188] = "ospf",
		[189] = "rip",
		[192] = "eigrp" };
	static const char *const scopes[256] = { [0] = "global",
		[200] = "site",
		[253] = "link",
		[254] = "host",
		[255] = "nowhere" };
	unsigned i;

	(void)state;
	for (i = 0; i < 1024; i++) {
		const char *type = i < COUNT(types) ? types[i] : NULL;
		const char *protocol = i < 256 ? protocols[i] : NULL;
		const char *scope = i < 256 ? scopes[i] : NULL;

		assert_string_equal(route_type_name(i) ? route_type_name(i) : "none",
			type ? type : "none");
		assert_string_equal(route_protocol_name(i) ? route_protocol_name(i) : "none",
			protocol ? protocol : "none");
		assert_string_equal(route_scope_name(i) ? route_scope_name(i) : "none",
			scope ? scope : "none");
	}
}

static void masks(void **state)
{
	uint32_t mask = 0;
	struct addr a;
	unsigned i, n;

	(void)state;
	for (n = 0; n <= 32; n++) {
		assert_int_equal(route_mask(n), mask);
		assert_int_equal(route_mask_len(mask), n);
		mask = mask >> 1 | 1u << 31;
	}
	for (i = 0; i < 100000; i++) {
		mask = (uint32_t)unit_random() & (uint32_t)unit_random();
		n = (unsigned)__builtin_popcount(mask);
		assert_int_equal(route_mask_len(mask), mask == route_mask(n) ? (int)n : -1);
		a = route_mask_addr(mask);
		assert_int_equal(a.family, ADDR_IPV4);
		assert_int_equal((uint32_t)a.bytes[0] << 24 | a.bytes[1] << 16 | a.bytes[2] << 8 |
					 a.bytes[3],
			mask);
		assert_int_equal(a.bytes[4], 0);
	}
	assert_int_equal(route_mask_len(0xff00ff00), -1);
	assert_int_equal(route_mask_len(1), -1);
	assert_int_equal(route_mask_len(0x7fffffff), -1);
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, no_column_may_be_missing);
	UNIT_TEST(&u, random_lines);
	UNIT_TEST(&u, headings);
	UNIT_ROWS(&u, flags_rows, check_flags);
	UNIT_TEST(&u, a_letter_for_every_bit);
	UNIT_TEST(&u, words);
	UNIT_TEST(&u, masks);
	return unit_run(&u, "route");
}
