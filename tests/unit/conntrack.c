/* conntrack - lines of /proc/net/nf_conntrack and ip_conntrack. */
#include "core/conntrack.h"

#include "unit.h"
#include "hex.h"

enum {
	RECORD = 600,
};

#define ENDS                                                                                       \
	"src=192.0.2.7 dst=198.51.100.1 sport=40112 dport=443 src=198.51.100.1 dst=192.0.2.7 "     \
	"sport=443 dport=40112 "
#define ENDS_TEXT "192.0.2.7,40112>198.51.100.1,443 198.51.100.1,443>192.0.2.7,40112"
#define HOSTS "src=192.0.2.7 dst=198.51.100.1 src=198.51.100.1 dst=192.0.2.7 "
#define HOSTS_TEXT "192.0.2.7,-1>198.51.100.1,-1 198.51.100.1,-1>192.0.2.7,-1"
#define LINE "tcp      6 9 CLOSE " ENDS "use=2"
#define RECORD_OF_LINE "4 tcp 6 9 CLOSE " ENDS_TEXT

static const struct row {
	const char *name;
	const char *line;
	/* family, protocol, seconds or -, state or -, both ways, packets/bytes, flags; NULL: malformed */
	const char *record;
} rows[] = {
	/* github.com/zaxified/zig-libs, MIT */
	{ "TCP with a label of colons",
		"ipv4     2 tcp      6 431997 ESTABLISHED src=10.0.1.50 dst=93.184.216.34 "
		"sport=54210 "
		"dport=443 src=93.184.216.34 dst=10.0.1.50 sport=443 dport=54210 [ASSURED] mark=0 "
		"secctx=system_u:object_r:unlabeled_t:s0 use=1",
		"4 tcp 6 431997 ESTABLISHED 10.0.1.50,54210>93.184.216.34,443 "
		"93.184.216.34,443>10.0.1.50,54210 assured" },
	{ "UDP",
		"ipv4     2 udp      17 29 src=10.0.1.50 dst=8.8.8.8 sport=51234 dport=53 "
		"src=8.8.8.8 "
		"dst=10.0.1.50 sport=53 dport=51234 mark=0 use=1",
		"4 udp 17 29 - 10.0.1.50,51234>8.8.8.8,53 8.8.8.8,53>10.0.1.50,51234" },
	{ "IPv6",
		"ipv6     10 tcp      6 431123 ESTABLISHED src=fe80::1 dst=fe80::2 sport=22 "
		"dport=52344 src=fe80::2 dst=fe80::1 sport=52344 dport=22 [ASSURED] mark=0 use=1",
		"6 tcp 6 431123 ESTABLISHED fe80::1,22>fe80::2,52344 fe80::2,52344>fe80::1,22 "
		"assured" },
	/* Our own. */
	{ "IPv6 as the kernel writes it",
		"ipv6     10 udp      17 41 src=2001:0db8:0000:0000:0000:0000:0000:64fa "
		"dst=2001:0db8:0000:0000:0000:0000:0000:0001 sport=59532 dport=53 "
		"src=2001:0db8:0000:0000:0000:0000:0000:0001 "
		"dst=2001:0db8:0000:0000:0000:0000:0000:64fa sport=53 dport=59532 mark=0 zone=0 "
		"use=2",
		"6 udp 17 41 - 2001:db8::64fa,59532>2001:db8::1,53 "
		"2001:db8::1,53>2001:db8::64fa,59532" },
	{ "a changed source",
		"ipv4     2 udp      17 30 src=192.0.2.1 dst=203.0.113.100 sport=36378 dport=123 "
		"packets=1 bytes=76 src=203.0.113.100 dst=198.51.100.87 sport=123 dport=36378 "
		"packets=2 bytes=152 mark=0 zone=0 use=2 ",
		"4 udp 17 30 - 192.0.2.1,36378>203.0.113.100,123 "
		"203.0.113.100,123>198.51.100.87,36378 1/76 2/152 snat" },
	{ "a changed source port",
		"ipv4     2 udp      17 30 src=192.0.2.1 dst=192.0.2.2 sport=1 dport=2 "
		"src=192.0.2.2 "
		"dst=192.0.2.1 sport=2 dport=3 use=2",
		"4 udp 17 30 - 192.0.2.1,1>192.0.2.2,2 192.0.2.2,2>192.0.2.1,3 snat" },
	{ "a changed destination",
		"ipv4     2 tcp      6 99 TIME_WAIT src=192.0.2.1 dst=203.0.113.1 sport=4000 "
		"dport=80 "
		"src=198.51.100.5 dst=192.0.2.1 sport=80 dport=4000 [ASSURED] use=2",
		"4 tcp 6 99 TIME_WAIT 192.0.2.1,4000>203.0.113.1,80 198.51.100.5,80>192.0.2.1,4000 "
		"assured dnat" },
	{ "a changed destination port, as of a redirect",
		"ipv4     2 tcp      6 99 TIME_WAIT src=192.0.2.1 dst=203.0.113.1 sport=4000 "
		"dport=80 "
		"src=203.0.113.1 dst=192.0.2.1 sport=8080 dport=4000 [ASSURED] use=2",
		"4 tcp 6 99 TIME_WAIT 192.0.2.1,4000>203.0.113.1,80 "
		"203.0.113.1,8080>192.0.2.1,4000 assured dnat" },
	{ "both changed",
		"ipv4     2 tcp      6 60 SYN_RECV src=192.0.2.1 dst=203.0.113.1 sport=4000 "
		"dport=80 "
		"src=192.0.2.9 dst=192.0.2.254 sport=8080 dport=4001 use=2",
		"4 tcp 6 60 SYN_RECV 192.0.2.1,4000>203.0.113.1,80 192.0.2.9,8080>192.0.2.254,4001 "
		"snat dnat" },
	{ "ICMP",
		"ipv4     2 icmp     1 29 src=192.0.2.7 dst=198.51.100.1 type=8 code=0 id=4711 "
		"src=198.51.100.1 dst=192.0.2.7 type=0 code=0 id=4711 mark=0 use=1",
		"4 icmp 1 29 - 192.0.2.7,4711>198.51.100.1,-1 198.51.100.1,-1>192.0.2.7,4711" },
	{ "ICMP whose identifier changed",
		"ipv4     2 icmp     1 29 src=192.0.2.7 dst=198.51.100.1 type=8 code=0 id=4711 "
		"[UNREPLIED] src=198.51.100.1 dst=192.0.2.7 type=0 code=0 id=4712 mark=0 use=1",
		"4 icmp 1 29 - 192.0.2.7,4711>198.51.100.1,-1 198.51.100.1,-1>192.0.2.7,4712 "
		"unreplied snat" },
	{ "GRE, with words of its own",
		"ipv4     2 gre      47 17999 timeout=600, stream_timeout=18000 src=192.0.2.114 "
		"dst=198.51.100.152 srckey=0xa56c dstkey=0xa9a0 src=198.51.100.152 dst=192.0.2.118 "
		"srckey=0xa9a0 dstkey=0x6bd8 [ASSURED] use=3",
		"4 gre 47 17999 - 192.0.2.114,42348>198.51.100.152,43424 "
		"198.51.100.152,43424>192.0.2.118,27608 assured snat" },
	{ "an unknown protocol",
		"ipv4     2 unknown  2 255 src=192.0.2.7 dst=198.51.100.1 "
		"[UNREPLIED] src=198.51.100.1 dst=192.0.2.7 mark=0 use=2",
		"4 unknown 2 255 - " HOSTS_TEXT " unreplied" },
	{ "offloaded: no timeout, no state", "ipv4     2 tcp      6 " ENDS "[OFFLOAD] mark=0 use=3",
		"4 tcp 6 - - " ENDS_TEXT " offload" },
	{ "offloaded to hardware", "ipv4     2 udp      17 " ENDS "[HW_OFFLOAD] mark=0 use=3",
		"4 udp 17 - - " ENDS_TEXT " hardware" },
	{ "the old file", LINE, RECORD_OF_LINE },
	{ "SCTP", "ipv4     2 sctp     132 10 SHUTDOWN_ACK_SENT " ENDS "use=1",
		"4 sctp 132 10 SHUTDOWN_ACK_SENT " ENDS_TEXT },
	{ "zones of either way",
		"ipv4     2 udp      17 29 src=192.0.2.7 dst=198.51.100.1 sport=1 dport=2 "
		"zone-orig=4 "
		"src=198.51.100.1 dst=192.0.2.7 sport=2 dport=1 zone-reply=5 mark=0 delta-time=9 "
		"use=1",
		"4 udp 17 29 - 192.0.2.7,1>198.51.100.1,2 198.51.100.1,2>192.0.2.7,1" },
	{ "words and flags of kernels to come",
		"ipv4     2 udp      17 29 new=1 " ENDS
		"newer=2 [NEWEST] [ASSURED] last= =x use=1 any",
		"4 udp 17 29 - " ENDS_TEXT " assured" },
	{ "a label with blanks and forged words",
		"ipv4     2 udp      17 29 " ENDS
		"mark=0 secctx=a label (x) src=1 [ASSURED] bytes=x "
		"use=1",
		"4 udp 17 29 - " ENDS_TEXT },
	{ "counts of one way alone are none",
		"udp      17 29 src=192.0.2.7 dst=198.51.100.1 packets=1 bytes=2 src=198.51.100.1 "
		"dst=192.0.2.7 use=1",
		"4 udp 17 29 - " HOSTS_TEXT },
	{ "no use=, as before 2.6", "udp      17 29 " HOSTS, "4 udp 17 29 - " HOSTS_TEXT },
	{ "seconds below 0", "udp      17 -1 " HOSTS "use=1", "4 udp 17 0 - " HOSTS_TEXT },
	{ "numbers as large as they get",
		"nineteen-letter-nam 255 4294967295 NINETEEN-LETTER-STA src=255.255.255.255 "
		"dst=0.0.0.0 sport=65535 dport=0 packets=18446744073709551615 "
		"bytes=18446744073709551614 src=0.0.0.0 dst=255.255.255.255 sport=0 dport=65535 "
		"packets=1 bytes=2 use=1",
		"4 nineteen-letter-nam 255 4294967295 NINETEEN-LETTER-STA "
		"255.255.255.255,65535>0.0.0.0,0 0.0.0.0,0>255.255.255.255,65535 "
		"18446744073709551615/18446744073709551614 1/2" },
	/* Malformed. */
	{ "no bytes", "", NULL },
	{ "blanks", "  ", NULL },
	{ "a name alone", "ipv4     2 tcp", NULL },
	{ "no ways", "ipv4     2 tcp      6 9 CLOSE use=2", NULL },
	{ "one way", "udp 17 9 src=192.0.2.7 dst=198.51.100.1 use=2", NULL },
	{ "three ways", "udp 17 9 " HOSTS "src=192.0.2.7 dst=198.51.100.1 use=2", NULL },
	{ "no destination", "udp 17 9 src=192.0.2.7 src=198.51.100.1 use=2", NULL },
	{ "a destination before its source", "udp 17 9 dst=192.0.2.7 " HOSTS "use=2", NULL },
	{ "a count before the ways", "udp 17 9 packets=1 bytes=1 " HOSTS "use=2", NULL },
	{ "a port twice",
		"udp 17 9 src=192.0.2.7 dst=192.0.2.8 sport=1 sport=1 src=192.0.2.8 dst=192.0.2.7 "
		"sport=1 use=2",
		NULL },
	{ "ports of one way alone",
		"udp 17 9 src=192.0.2.7 dst=192.0.2.8 sport=1 dport=2 src=192.0.2.8 dst=192.0.2.7 "
		"use=2",
		NULL },
	{ "a source without a port",
		"udp 17 9 src=192.0.2.7 dst=192.0.2.8 dport=2 src=192.0.2.8 dst=192.0.2.7 dport=2 "
		"use=2",
		NULL },
	{ "a destination without a port",
		"udp 17 9 src=192.0.2.7 dst=192.0.2.8 sport=2 src=192.0.2.8 dst=192.0.2.7 sport=2 "
		"use=2",
		NULL },
	{ "a state in small letters", "tcp 6 9 close " HOSTS "use=2", NULL },
	{ "a port of 65536",
		"udp 17 9 src=192.0.2.7 dst=192.0.2.8 sport=65536 dport=2 src=192.0.2.8 "
		"dst=192.0.2.7 sport=2 dport=65536 use=2",
		NULL },
	{ "a key without 0x",
		"gre 47 9 src=192.0.2.7 dst=192.0.2.8 srckey=1 dstkey=2 src=192.0.2.8 "
		"dst=192.0.2.7 "
		"srckey=2 dstkey=1 use=2",
		NULL },
	{ "a count of 2^64",
		"udp 17 9 src=192.0.2.7 dst=198.51.100.1 packets=18446744073709551616 bytes=2 "
		"src=198.51.100.1 dst=192.0.2.7 packets=1 bytes=1 use=2",
		NULL },
	{ "an address that is none",
		"udp 17 9 src=127..0..1..1 dst=192.0.2.8 src=192.0.2.8 "
		"dst=127.0.1.1 use=2",
		NULL },
	{ "an address with a dot behind it",
		"udp 17 9 src=192.0.2.7. dst=192.0.2.8 src=192.0.2.8 dst=192.0.2.7 use=2", NULL },
	{ "addresses of two families",
		"udp 17 9 src=192.0.2.7 dst=2001:db8::1 src=2001:db8::1 dst=192.0.2.7 use=2",
		NULL },
	{ "addresses of another family than its own", "ipv6     10 udp 17 9 " HOSTS "use=2", NULL },
	{ "a word that is none",
		"udp 17 9 src=192.0.2.7 dst=198.51.100.1 // src=198.51.100.1 dst=192.0.2.7 use=2",
		NULL },
	{ "two states", "tcp 6 9 CLOSE CLOSE " HOSTS "use=2", NULL },
	{ "a state before the seconds", "tcp 6 CLOSE 9 " HOSTS "use=2", NULL },
	{ "two timeouts", "tcp 6 9 9 " HOSTS "use=2", NULL },
	{ "a timeout of 2^32", "tcp 6 4294967296 " HOSTS "use=2", NULL },
	{ "a timeout with a letter", "tcp 6 9x " HOSTS "use=2", NULL },
	{ "a protocol above 255", "tcp 256 9 " HOSTS "use=2", NULL },
	{ "a name of twenty letters", "twenty-letters-names 6 9 " HOSTS "use=2", NULL },
	{ "a state of twenty letters", "tcp 6 9 TWENTY-LETTERS-STATE " HOSTS "use=2", NULL },
};

static char *way_text(char *at, const struct conntrack_tuple *t)
{
	char src[ADDR_TEXT + 1], dst[ADDR_TEXT + 1];
	struct fmt f = fmt_open(src, ADDR_TEXT), g = fmt_open(dst, ADDR_TEXT);

	addr_fmt(&f, &t->src);
	addr_fmt(&g, &t->dst);
	*f.at = *g.at = 0;
	return at + sprintf(at, " %s,%d>%s,%d", src, t->sport, dst, t->dport);
}

static void record_text(char out[RECORD], const struct conntrack *c)
{
	char *at = out + sprintf(out, "%u %s %u ", c->family, c->name, c->protocol);
	int i;

	at += c->has_timeout ? sprintf(at, "%u ", c->timeout) : sprintf(at, "- ");
	at += sprintf(at, "%s", *c->state ? c->state : "-");
	for (i = 0; i < CONNTRACK_WAYS; i++)
		at = way_text(at, &c->way[i]);
	for (i = 0; i < CONNTRACK_WAYS && c->has_counts; i++)
		at += sprintf(at, " %ju/%ju", (uintmax_t)c->way[i].packets,
			(uintmax_t)c->way[i].bytes);
	sprintf(at, "%s%s%s%s%s", c->flags & CONNTRACK_UNREPLIED ? " unreplied" : "",
		c->flags & CONNTRACK_ASSURED ? " assured" : "",
		c->flags & CONNTRACK_OFFLOAD	  ? " offload"
		: c->flags & CONNTRACK_HW_OFFLOAD ? " hardware"
						  : "",
		c->source_changed ? " snat" : "", c->destination_changed ? " dnat" : "");
}

static void check_row(void **state)
{
	const struct row *r = *state;
	size_t len = strlen(r->line);
	char *line = exact(r->line, len), out[RECORD] = "malformed";
	struct conntrack c;

	if (conntrack_parse(&c, line, len, true))
		record_text(out, &c);
	assert_string_equal(out, r->record ? r->record : "malformed");
	free(line);
}

static void accepted_is_sane(const void *data, const char *line, size_t len)
{
	struct conntrack c;

	(void)data;
	if (!conntrack_parse(&c, line, len, true))
		return;
	assert_true(c.family == ADDR_IPV4 || c.family == ADDR_IPV6);
	assert_non_null(memchr(c.name, 0, sizeof(c.name)));
	assert_non_null(memchr(c.state, 0, sizeof(c.state)));
	assert_int_equal(c.way[0].src.family, c.family);
	assert_int_equal(c.way[1].dst.family, c.family);
	assert_true(c.way[0].sport >= -1 && c.way[0].sport <= UINT16_MAX);
}

static void prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		if (!rows[i].record)
			continue;
		every_prefix(rows[i].line, strlen(rows[i].line), accepted_is_sane, NULL);
		every_change(rows[i].line, strlen(rows[i].line), accepted_is_sane, NULL);
	}
}

/* Of a last line that was cut off, only what is there to its last word is taken, and then whole. */
static void a_cut_line_is_not_shown(void **state)
{
	size_t n, needed = sizeof(LINE) - 1 - strlen("2");
	char out[RECORD];
	struct conntrack c;

	(void)state;
	for (n = 0; n < sizeof(LINE); n++) {
		char *line = exact(LINE, n);

		assert_int_equal(conntrack_parse(&c, line, n, false), n >= needed);
		if (n >= needed) {
			record_text(out, &c);
			assert_string_equal(out, RECORD_OF_LINE);
		}
		free(line);
	}
}

#define TCP_ENDS "src=192.0.2.7 dst=198.51.100.1 sport=40112 dport=443 "
#define TCP_BACK "src=198.51.100.1 dst=192.0.2.7 sport=443 dport=40112 "

static const struct half_row {
	const char *name;
	const char *line;
	bool half;
} halves[] = {
	{ "half-open: SYN_RECV", "tcp 6 59 SYN_RECV " TCP_ENDS TCP_BACK "use=1", true },
	{ "half-open: SYN_SENT without an answer",
		"tcp 6 119 SYN_SENT " TCP_ENDS "[UNREPLIED] " TCP_BACK "use=1", true },
	{ "half-open: SYN_SENT, answered", "tcp 6 119 SYN_SENT " TCP_ENDS TCP_BACK "use=1", false },
	{ "half-open: SYN_SENT2", "tcp 6 119 SYN_SENT2 " TCP_ENDS "[UNREPLIED] " TCP_BACK "use=1",
		false },
	{ "half-open: ESTABLISHED", "tcp 6 119 ESTABLISHED " TCP_ENDS TCP_BACK "use=1", false },
	{ "half-open: ESTABLISHED without an answer",
		"tcp 6 119 ESTABLISHED " TCP_ENDS "[UNREPLIED] " TCP_BACK "use=1", false },
	{ "half-open: CLOSE", "tcp 6 9 CLOSE " TCP_ENDS TCP_BACK "use=1", false },
	{ "half-open: offloaded", "tcp 6 " TCP_ENDS TCP_BACK "[OFFLOAD] use=1", false },
	{ "half-open: UDP", "udp 17 29 " TCP_ENDS "[UNREPLIED] " TCP_BACK "use=1", false },
	{ "half-open: a state of TCP, but another protocol",
		"sctp 132 9 SYN_RECV " TCP_ENDS TCP_BACK "use=1", false },
	{ "half-open: no ports",
		"tcp 6 59 SYN_RECV src=192.0.2.7 dst=198.51.100.1 src=198.51.100.1 dst=192.0.2.7 "
		"use=1",
		false },
};

static void half_open(void **state)
{
	const struct half_row *r = *state;
	struct conntrack c;

	assert_true(conntrack_parse(&c, r->line, strlen(r->line), true));
	assert_int_equal(conntrack_is_half_open(&c), r->half);
}

/* The first as conntrack -D of conntrack-tools 1.4 sends it, without what the kernel needs not. */
static const struct delete_row {
	const char *name;
	const char *line;
	const char *hex;
} deletes[] = {
	{ "delete IPv4", "tcp 6 59 SYN_RECV " TCP_ENDS TCP_BACK "use=1",
		"4800000002010500070000000000000002000000"
		"34000180"
		"1400018008000100c000020708000200c6336401"
		"1c0002800500010006000000060002009cb000000600030001bb0000" },
	{ "delete IPv6",
		"ipv6 10 tcp 6 59 SYN_RECV src=2001:db8::7 dst=2001:db8::1 sport=1 dport=65535 "
		"src=2001:db8::1 dst=2001:db8::7 sport=65535 dport=1 use=1",
		"600000000201050007000000000000000a000000"
		"4c000180"
		"2c0001801400030020010db8000000000000000000000007"
		"1400040020010db8000000000000000000000001"
		"1c0002800500010006000000060002000001000006000300ffff0000" },
	{ "delete: the destination before NAT changed it",
		"tcp 6 59 SYN_RECV " TCP_ENDS "src=10.0.0.2 dst=192.0.2.7 sport=8443 dport=40112 "
		"use=1",
		"4800000002010500070000000000000002000000"
		"34000180"
		"1400018008000100c000020708000200c6336401"
		"1c0002800500010006000000060002009cb000000600030001bb0000" },
};

static void delete_request(void **state)
{
	const struct delete_row *r = *state;
	uint8_t *expected, *out = malloc(CONNTRACK_REQUEST);
	struct conntrack c;
	size_t len;

	little_endian_only();
	expected = from_hex(r->hex, &len);
	memset(out, 0xaa, CONNTRACK_REQUEST);
	assert_true(conntrack_parse(&c, r->line, strlen(r->line), true));
	assert_int_equal(conntrack_delete_request(out, 7, &c), len);
	assert_memory_equal(out, expected, len);
	free(expected);
	free(out);
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_ROWS(&u, halves, half_open);
	UNIT_ROWS(&u, deletes, delete_request);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, a_cut_line_is_not_shown);
	return unit_run(&u, "conntrack");
}
