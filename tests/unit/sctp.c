/* sctp - rows of /proc/net/sctp/{eps,assocs}. */
#include "core/sctp.h"

#include "unit.h"

#include <arpa/inet.h>

enum {
	RECORD = 600,
};

#define EPS SCTP_ENDPOINTS
#define ASSOCS SCTP_ASSOCIATIONS

static const struct row {
	const char *name;
	enum sctp_table table;
	bool whole;
	const char *line;
	const char *record; /* state, queues, uid, inode, ports, both lists; NULL: malformed */
} rows[] = {
	/* github.com/RedHatInsights/insights-core, Apache-2.0 */
	{ "an endpoint of two addresses", EPS, true,
		"ffff88017e0a0200 ffff880299f7fa00 2   10  29   11165   200 299689357 10.0.0.102 "
		"10.0.0.70",
		"st 10 rx 0 tx 0 uid 200 ino 299689357 11165 0 10.0.0.102 10.0.0.70 <->" },
	{ "an endpoint of three addresses", EPS, true,
		"ffff880612e81c00 ffff8803c28a1b00 2   10  30   11166   200 273361203 10.0.0.102 "
		"10.0.0.70 "
		"172.31.1.2",
		"st 10 rx 0 tx 0 uid 200 ino 273361203 11166 0 10.0.0.102 10.0.0.70 172.31.1.2 "
		"<->" },
	{ "an endpoint of one address", EPS, true,
		"ffff88031e6f1a00 ffff88031dbdb180 2   10  32   11168   200 273365974 "
		"192.168.11.12",
		"st 10 rx 0 tx 0 uid 200 ino 273365974 11168 0 192.168.11.12 <->" },
	{ "an association, its primary path marked", ASSOCS, true,
		"ffff88045ac7e000 ffff88062077aa00 2   1   4  1205  963        0        0     200 "
		"273361167 "
		"11567 11166  10.0.0.102 10.0.0.70 <-> *10.0.0.109 10.0.0.77      1000     2     2 "
		"  10    0 "
		"   0        0",
		"st 1 rx 0 tx 0 uid 200 ino 273361167 11567 11166 10.0.0.102 10.0.0.70 <-> "
		"10.0.0.109 "
		"10.0.0.77" },
	{ "an association of three local addresses", ASSOCS, true,
		"ffff8803217b9000 ffff8801c6321580 2   1   4  1675  977        0        0     200 "
		"273361369 "
		"11565 11168  10.0.0.102 10.0.0.70 192.168.11.2 <-> *10.0.0.109 10.0.0.77      "
		"1000     2    "
		" 2   10    0    0        0",
		"st 1 rx 0 tx 0 uid 200 ino 273361369 11565 11168 10.0.0.102 10.0.0.70 "
		"192.168.11.2 <-> "
		"10.0.0.109 10.0.0.77" },
	/* Our own. */
	{ "an endpoint of a 32-bit kernel", EPS, true,
		"c1f09e40 c1f09e80 2   7   5     38412     0 5711 0.0.0.0",
		"st 7 rx 0 tx 0 uid 0 ino 5711 38412 0 0.0.0.0 <->" },
	{ "an endpoint, a blank at its end", EPS, true,
		"c1f09e40 c1f09e80 2   10  5     38412     0 5711 192.0.2.1 198.51.100.1 ",
		"st 10 rx 0 tx 0 uid 0 ino 5711 38412 0 192.0.2.1 198.51.100.1 <->" },
	{ "an endpoint of IPv6 as the kernel writes it", EPS, true,
		"c1f09e40 c1f09e80 2   10  5     38412     0 5711 "
		"2001:0db8:0000:0000:0000:0000:0000:0001 ",
		"st 10 rx 0 tx 0 uid 0 ino 5711 38412 0 2001:db8::1 <->" },
	{ "an association with queues, v4 and v6, more columns behind it", ASSOCS, true,
		"c1f09e40 c1f09e80 0   8   3  120    2       17       33    1000 5711 38412 40000  "
		"*192.0.2.1 "
		"2001:0db8:0000:0000:0000:0000:0000:0001 <-> *198.51.100.1 "
		"2001:0db8:0000:0000:0000:0000:0000:0002 \t    7500    10    10   10    0    0     "
		"   1 "
		"       0        0   212992   212992",
		"st 8 rx 33 tx 17 uid 1000 ino 5711 38412 40000 192.0.2.1 2001:db8::1 <-> "
		"198.51.100.1 "
		"2001:db8::2" },
	{ "an association that ends behind its addresses", ASSOCS, true,
		"c1f09e40 c1f09e80 2   1   4  120    2        0        0       0 5711 38412 40000  "
		"192.0.2.1 <-> "
		"*198.51.100.1",
		"st 1 rx 0 tx 0 uid 0 ino 5711 38412 40000 192.0.2.1 <-> 198.51.100.1" },
	{ "numbers as large as they get", ASSOCS, true,
		"1 2 3 255 5 6 7 4294967295 4294967294 4294967293 18446744073709551615 65535 65534 "
		"255.255.255.255 <-> ::",
		"st 255 rx 4294967294 tx 4294967295 uid 4294967293 ino 18446744073709551615 65535 "
		"65534 "
		"255.255.255.255 <-> ::" },
	/* Malformed. */
	{ "no bytes", EPS, true, "", NULL },
	{ "the heading", EPS, true, " ENDPT     SOCK   STY SST HBKT LPORT   UID INODE LADDRS",
		NULL },
	{ "an endpoint without its newline", EPS, false, "1 2 2 10 29 11165 200 5711 192.0.2.1",
		NULL },
	{ "an association without its newline", ASSOCS, false,
		"1 2 2 1 4 5 6 0 0 0 5711 1 2 192.0.2.1 <-> 192.0.2.2", NULL },
	{ "an endpoint without an address", EPS, true, "1 2 2 10 29 11165 200 5711", NULL },
	{ "an endpoint with something behind", EPS, true, "1 2 2 10 29 11165 200 5711 192.0.2.1 x",
		NULL },
	{ "an endpoint with a damaged address", EPS, true, "1 2 2 10 29 11165 200 5711 192.0.2.256",
		NULL },
	{ "an address that another one touches", EPS, true,
		"1 2 2 10 29 11165 200 5711 192.0.2.1*192.0.2.2", NULL },
	{ "a port above 65535", EPS, true, "1 2 2 10 29 65536 200 5711 192.0.2.1", NULL },
	{ "a uid of 2^32", EPS, true, "1 2 2 10 29 11165 4294967296 5711 192.0.2.1", NULL },
	{ "an inode of 2^64", EPS, true, "1 2 2 10 29 1 200 18446744073709551616 192.0.2.1", NULL },
	{ "a state above 255", EPS, true, "1 2 2 256 29 11165 200 5711 192.0.2.1", NULL },
	{ "a state with a letter", EPS, true, "1 2 2 10x 29 11165 200 57 192.0.2.1", NULL },
	{ "a row of an association in the endpoints", EPS, true,
		"1 2 2 1 4 5 6 0 0 0 5711 1 2 192.0.2.1 <-> 192.0.2.2", NULL },
	{ "a row of an endpoint in the associations", ASSOCS, true,
		"1 2 2 10 29 11165 200 5711 192.0.2.1", NULL },
	{ "no local address", ASSOCS, true, "1 2 2 1 4 5 6 0 0 0 5711 1 2 <-> 192.0.2.2", NULL },
	{ "no remote address", ASSOCS, true, "1 2 2 1 4 5 6 0 0 0 5711 1 2 192.0.2.1 <->", NULL },
	{ "no remote address, but a number", ASSOCS, true,
		"1 2 2 1 4 5 6 0 0 0 5711 1 2 192.0.2.1 <-> 1000", NULL },
	{ "no arrow", ASSOCS, true, "1 2 2 1 4 5 6 0 0 0 5711 1 2 192.0.2.1 192.0.2.2", NULL },
	{ "half an arrow", ASSOCS, true, "1 2 2 1 4 5 6 0 0 0 5711 1 2 192.0.2.1 <- 192.0.2.2",
		NULL },
	{ "a queue of 2^32", ASSOCS, true,
		"1 2 2 1 4 5 6 4294967296 0 0 5711 1 2 192.0.2.1 <-> 192.0.2.2", NULL },
	{ "a remote address with a mask", ASSOCS, true,
		"1 2 2 1 4 5 6 0 0 0 5711 1 2 192.0.2.1 <-> 192.0.2.2/24", NULL },
};

static void list_text(char *out, struct scan list)
{
	char one[INET6_ADDRSTRLEN];
	struct addr a;

	while (sctp_next_addr(&list, &a)) {
		inet_ntop(a.family == ADDR_IPV4 ? AF_INET : AF_INET6, a.bytes, one, sizeof(one));
		if (strlen(out) + sizeof(one) + 1 < RECORD)
			sprintf(out + strlen(out), " %s", one);
	}
}

static void record_text(char out[RECORD], const struct sctp *s)
{
	snprintf(out, RECORD, "st %u rx %u tx %u uid %u ino %ju %u %u", s->state, s->recv_q,
		s->send_q, s->uid, (uintmax_t)s->inode, s->local_port, s->remote_port);
	list_text(out, s->local);
	strcat(out, " <->");
	if (s->remote.at)
		list_text(out, s->remote);
	assert_true(s->local.ok);
	assert_true(s->local.at < s->local.end);
}

static void check_row(void **state)
{
	const struct row *r = *state;
	size_t len = strlen(r->line);
	char *line = exact(r->line, len), out[RECORD] = "malformed";
	struct sctp s;

	if (sctp_parse(&s, r->table, line, len, r->whole))
		record_text(out, &s);
	assert_string_equal(out, r->record ? r->record : "malformed");
	free(line);
}

/* The record written as a row in its simplest form is read as the same record. */
static void accepted_is_sane(const void *data, const char *line, size_t len)
{
	const struct row *r = data;
	char out[RECORD], again[RECORD], text[2 * RECORD];
	const char *lists;
	struct sctp s;

	if (!sctp_parse(&s, r->table, line, len, r->whole))
		return;
	assert_true(r->whole);
	assert_true(s.local.at >= line && s.local.end <= line + len);
	record_text(out, &s);
	lists = strstr(out, " ino ") + 5;
	lists = strchr(strchr(strchr(lists, ' ') + 1, ' ') + 1, ' ');
	if (r->table == EPS) {
		assert_true(s.remote_port == 0 && s.recv_q == 0 && s.send_q == 0);
		snprintf(text, sizeof(text), "1 2 3 %u 5 %u %u %ju%.*s", s.state, s.local_port,
			s.uid, (uintmax_t)s.inode, (int)(strstr(lists, " <->") - lists), lists);
	} else {
		assert_true(s.remote.at > s.local.end && s.remote.end <= line + len);
		snprintf(text, sizeof(text), "1 2 3 %u 5 6 7 %u %u %u %ju %u %u%s", s.state,
			s.send_q, s.recv_q, s.uid, (uintmax_t)s.inode, s.local_port, s.remote_port,
			lists);
	}
	assert_true(sctp_parse(&s, r->table, text, strlen(text), true));
	record_text(again, &s);
	assert_string_equal(out, again);
}

static void prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		struct row r = rows[i];

		if (!r.record)
			continue;
		every_prefix(r.line, strlen(r.line), accepted_is_sane, &r);
		every_change(r.line, strlen(r.line), accepted_is_sane, &r);
		r.whole = false;
		every_prefix(r.line, strlen(r.line), accepted_is_sane, &r);
	}
}

/* Nothing in front of the addresses may be missing. */
static void a_row_wants_its_addresses(void **state)
{
	size_t i, n;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		const char *line = rows[i].line, *first;
		struct sctp s;

		if (!rows[i].record)
			continue;
		assert_true(sctp_parse(&s, rows[i].table, line, strlen(line), true));
		first = rows[i].table == EPS ? s.local.at : s.remote.at;
		while (*first == ' ')
			first++;
		for (n = 0; n <= (size_t)(first - line); n++)
			assert_false(sctp_parse(&s, rows[i].table, line, n, true));
	}
}

static void headings(void **state)
{
	static const struct {
		const char *line;
		bool heading;
	} lines[] = {
		{ "ENDPT            SOCK             STY SST HBKT LPORT   UID INODE     LADDRS",
			true },
		{ " ENDPT     SOCK   STY SST HBKT LPORT   UID INODE LADDRS", true },
		{ " ASSOC     SOCK   STY SST ST HBKT ASSOC-ID TX_QUEUE RX_QUEUE UID INODE LPORT "
		  "RPORT",
			true },
		{ "", true },
		{ "  ", true },
		{ "ENDPTS", false },
		{ "ASSO", false },
		{ "c1f09e40 c1f09e80 2   10  5     38412     0 5711 192.0.2.1", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(lines); i++) {
		char *line = exact(lines[i].line, strlen(lines[i].line));

		assert_int_equal(sctp_is_heading(line, strlen(lines[i].line)), lines[i].heading);
		free(line);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, a_row_wants_its_addresses);
	UNIT_TEST(&u, headings);
	return unit_run(&u, "sctp");
}
