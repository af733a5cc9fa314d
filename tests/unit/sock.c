/* sock - rows of /proc/net/{tcp,udp,udplite,raw}[6]. */
#include "core/sock.h"

#include "unit.h"
#include "sock_rows.h"

#include <arpa/inet.h>
#include <errno.h>
#include <regex.h>

enum {
	RECORD = 300, /* bytes of a record as text, and more */
};

static void record_text(char out[RECORD], const struct sock *s)
{
	char local[INET6_ADDRSTRLEN], remote[INET6_ADDRSTRLEN];
	int family = s->local.family == ADDR_IPV4 ? AF_INET : AF_INET6;

	assert_int_equal(s->local.family, s->remote.family);
	assert_non_null(inet_ntop(family, s->local.bytes, local, sizeof(local)));
	assert_non_null(inet_ntop(family, s->remote.bytes, remote, sizeof(remote)));
	snprintf(out, RECORD, "%s %u %s %u st %u rx %u tx %u tr %u/%ju/%ju/%ju uid %u ino %ju",
		local, s->local_port, remote, s->remote_port, s->state, s->recv_q, s->send_q,
		s->timer, (uintmax_t)s->timer_left, (uintmax_t)s->retransmits, (uintmax_t)s->probes,
		s->uid, (uintmax_t)s->inode);
}

static bool parse(struct sock *s, const struct row *r, const char *line, size_t len)
{
	return sock_parse_inet(s, r->proto, r->family, r->order, line, len, r->whole);
}

static void check_row(void **state)
{
	const struct row *r = *state;
	size_t len = strlen(r->line);
	char *line = exact(r->line, len), out[RECORD] = "malformed";
	struct sock s;

	if (parse(&s, r, line, len)) {
		assert_int_equal(s.local.family, r->family);
		record_text(out, &s);
	}
	assert_string_equal(out, r->record ? r->record : "malformed");
	free(line);
}

static const char good[] =
	"   0: 016433C6:1F90 020200C0:C350 01 00000000:00000000 00:00000000 00000000"
	"     0        0 5711 1 0000000000000000 20 4 30 10 -1";

/* What makes the row above malformed, put in the place of something good. */
static const struct damage {
	const char *name;
	const char *old;
	const char *new;
} damages[] = {
	{ "a port above 65535", "1F90", "10000" },
	{ "a remote port above 65535", "C350", "1C350" },
	{ "a port of 2^64", "1F90", "10000000000000000" },
	{ "no port", "016433C6:1F90", "016433C6:" },
	{ "no colon before the port", "016433C6:1F90", "016433C6 1F90" },
	{ "a state above 255", " 01 ", " 100 " },
	{ "a send queue above 2^32-1", "00000000:00000000 00:", "100000000:00000000 00:" },
	{ "a receive queue above 2^32-1", "00000000:00000000 00:", "00000000:100000000 00:" },
	{ "a timer above 255", " 00:00000000", " 100:00000000" },
	{ "a timer of 17 digits", " 00:00000000", " 01:10000000000000000" },
	{ "retransmits of 17 digits", " 00000000     0", " 10000000000000000     0" },
	{ "a uid of 2^32", "     0        0", " 4294967296        0" },
	{ "a uid below 0", "     0        0", "    -1        0" },
	{ "a uid in hexadecimal", "     0        0", "    1f        0" },
	{ "probes of 2^64", "     0        0", "     0        18446744073709551616" },
	{ "an inode of 2^64", "5711", "18446744073709551616" },
	{ "an inode below 0", "5711", "-1" },
	{ "an inode in hexadecimal", "5711", "57a1" },
	{ "a return behind the inode", "5711 1", "5711\\r" },
	{ "a slot of 2^64", "   0:", "18446744073709551616:" },
	{ "no slot", "   0:", "   :" },
	{ "a slot below 0", "   0:", "  -1:" },
	{ "no blank behind the slot", "   0: 0", "   0:0" },
	{ "an address of 1 digit", "016433C6", "0" },
	{ "an address of 9 digits", "016433C6", "0016433C6" },
	{ "an address of 10 digits", "020200C0", "00020200C0" },
	{ "an address of 16 digits", "020200C0", "00000000020200C0" },
	{ "an address with a letter too far", "020200C0", "020200G0" },
};

static void damaged_row(void **state)
{
	const struct damage *d = *state;
	const char *at = strstr(good, d->old);
	size_t len = sizeof(good) - 1 - strlen(d->old) + strlen(d->new);
	char *line = calloc(1, len);
	struct sock s;

	assert_non_null(at);
	memcpy(line, good, (size_t)(at - good));
	memcpy(line + (at - good), d->new, strlen(d->new));
	memcpy(line + (at - good) + strlen(d->new), at + strlen(d->old),
		strlen(at + strlen(d->old)));
	assert_false(sock_parse_inet(&s, PROTO_TCP, ADDR_IPV4, LE, line, len, true));
	assert_true(sock_parse_inet(&s, PROTO_TCP, ADDR_IPV4, LE, good, sizeof(good) - 1, true));
	free(line);
}

/* A row by another reader: a regular expression for the fields, strtoull for the numbers. */
#define B "[ \t]+"
#define HEX "([0-9A-Fa-f]+)"
#define DEC "([0-9]+)"
#define WORD "([0-9A-Fa-f]{8}|[0-9A-Fa-f]{32})"

static const char grammar[] = "^[ \t]*" DEC ":" B WORD ":" HEX B WORD ":" HEX B HEX B HEX
			      ":" HEX B HEX ":" HEX B HEX B DEC B DEC B DEC "([ \t].*)?$";

enum {
	SLOT = 1,
	LOCAL,
	LOCAL_PORT,
	REMOTE,
	REMOTE_PORT,
	STATE,
	TX,
	RX,
	TIMER,
	LEFT,
	RETRANSMITS,
	UID,
	PROBES,
	INODE,
	REST,
	FIELDS,
};

static regex_t row_regex;

static bool number(const char *line, const regmatch_t *m, int base, uint64_t max, uint64_t *n)
{
	errno = 0;
	*n = strtoull(line + m->rm_so, NULL, base);
	return !errno && *n <= max;
}

static int digits(const regmatch_t *m)
{
	return m->rm_eo - m->rm_so;
}

/* How many fields stand behind the inode. */
static unsigned count_rest(const char *p, const char *end)
{
	unsigned n = 0;

	for (; p < end; p++)
		n += *p != ' ' && *p != '\t' && (p[-1] == ' ' || p[-1] == '\t');
	return n;
}

static bool reference(struct sock *s, const struct row *r, const char *text, size_t len)
{
	char line[RECORD];
	regmatch_t m[FIELDS] = { { .rm_so = 0, .rm_eo = (regoff_t)len } };
	uint64_t n[FIELDS] = { 0 };
	int size = r->family == ADDR_IPV6 ? 32 : 8;
	unsigned wants = r->proto != PROTO_TCP ? 3 : 7;

	/* A NUL belongs nowhere, as 01 does, but would end the regular expression. */
	for (size_t i = 0; i < len; i++)
		line[i] = text[i] ? text[i] : 1;
	line[len] = 0;
	if (regexec(&row_regex, line, FIELDS, m, REG_STARTEND) != 0)
		return false;
	if (digits(&m[LOCAL]) != size || digits(&m[REMOTE]) != size ||
		!number(line, &m[SLOT], 10, UINT64_MAX, &n[SLOT]) ||
		!number(line, &m[LOCAL_PORT], 16, UINT16_MAX, &n[LOCAL_PORT]) ||
		!number(line, &m[REMOTE_PORT], 16, UINT16_MAX, &n[REMOTE_PORT]) ||
		!number(line, &m[STATE], 16, UINT8_MAX, &n[STATE]) ||
		!number(line, &m[TX], 16, UINT32_MAX, &n[TX]) ||
		!number(line, &m[RX], 16, UINT32_MAX, &n[RX]) ||
		!number(line, &m[TIMER], 16, UINT8_MAX, &n[TIMER]) ||
		!number(line, &m[LEFT], 16, UINT64_MAX, &n[LEFT]) ||
		!number(line, &m[RETRANSMITS], 16, UINT64_MAX, &n[RETRANSMITS]) ||
		!number(line, &m[UID], 10, UINT32_MAX, &n[UID]) ||
		!number(line, &m[PROBES], 10, UINT64_MAX, &n[PROBES]) ||
		!number(line, &m[INODE], 10, UINT64_MAX, &n[INODE]))
		return false;
	if (n[STATE] == 12)
		n[STATE] = 3;
	if (r->proto == PROTO_TCP && (n[STATE] == 3 || n[STATE] == 6))
		wants = 2;
	if (!r->whole && (m[REST].rm_so < 0 || count_rest(line + m[REST].rm_so + 1,
						       line + m[REST].rm_eo) < wants))
		return false;
	*s = (struct sock){ .local_port = (uint16_t)n[LOCAL_PORT],
		.remote_port = (uint16_t)n[REMOTE_PORT],
		.state = (uint8_t)n[STATE],
		.timer = (uint8_t)n[TIMER],
		.recv_q = (uint32_t)n[RX],
		.send_q = (uint32_t)n[TX],
		.uid = (uint32_t)n[UID],
		.timer_left = n[LEFT],
		.retransmits = n[RETRANSMITS],
		.probes = n[PROBES],
		.inode = n[INODE] };
	s->local.family = s->remote.family = (uint8_t)r->family;
	for (int i = 0; i < size / 2; i++) {
		int from = 2 * (r->order == LE ? i ^ 3 : i);
		char byte[3] = { line[m[LOCAL].rm_so + from], line[m[LOCAL].rm_so + from + 1] };

		s->local.bytes[i] = (uint8_t)strtoul(byte, NULL, 16);
		memcpy(byte, line + m[REMOTE].rm_so + from, 2);
		s->remote.bytes[i] = (uint8_t)strtoul(byte, NULL, 16);
	}
	return true;
}

static void compare(const void *data, const char *line, size_t len)
{
	struct sock s, expected;
	char out[RECORD] = "malformed", wanted[RECORD] = "malformed";

	if (parse(&s, data, line, len))
		record_text(out, &s);
	if (reference(&expected, data, line, len))
		record_text(wanted, &expected);
	if (strcmp(out, wanted) != 0)
		fail_msg("\"%.*s\": %s instead of %s", (int)len, line, out, wanted);
}

/* Rows of each kind, at the end of a file and inside it. */
static void prefixes_and_changes(void **state)
{
	static const char *const picks[] = { "tcp 2, little-endian", "SYN_RECV with its pointer",
		"tcp with all its fields", "udp with its drops", "udp6 4, big-endian",
		"v4-mapped ends" };
	size_t i, k, found = 0;

	(void)state;
	assert_int_equal(regcomp(&row_regex, grammar, REG_EXTENDED), 0);
	for (i = 0; i < COUNT(picks); i++)
		for (k = 0; k < COUNT(rows); k++)
			if (strcmp(picks[i], rows[k].name) == 0) {
				struct row r = rows[k];

				every_prefix(r.line, strlen(r.line), compare, &r);
				every_change(r.line, strlen(r.line), compare, &r);
				r.whole = !r.whole;
				every_prefix(r.line, strlen(r.line), compare, &r);
				found++;
			}
	assert_int_equal(found, COUNT(picks));
	for (k = 0; k < COUNT(rows); k++)
		compare(&rows[k], rows[k].line, strlen(rows[k].line));
	regfree(&row_regex);
}

static void headings(void **state)
{
	static const char *const yes[] = { "  sl  local_address rem_address   st tx_queue rx_queue",
		"sl", "  sl\tlocal_address", "", "   ", "\t" };
	static const char *const no[] = { "  slot local_address", "  s", " Sl",
		"   0: 0100007F:1F90", "  sl:", "broken line" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(yes); i++) {
		char *line = exact(yes[i], strlen(yes[i]));

		assert_true(sock_is_heading(line, strlen(yes[i])));
		free(line);
	}
	for (i = 0; i < COUNT(no); i++) {
		char *line = exact(no[i], strlen(no[i]));

		assert_false(sock_is_heading(line, strlen(no[i])));
		free(line);
	}
}

static void names_of_states(void **state)
{
	static const char *const names[] = { NULL, "ESTABLISHED", "SYN_SENT", "SYN_RECV",
		"FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN",
		"CLOSING", "SYN_RECV" };
	unsigned i;

	(void)state;
	for (i = 1; i < COUNT(names); i++)
		assert_string_equal(sock_state_name(i), names[i]);
	for (; i < 300; i++)
		assert_null(sock_state_name(i));
	assert_null(sock_state_name(0));
	assert_null(sock_state_name(UINT32_MAX));
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_ROWS(&u, damages, damaged_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, headings);
	UNIT_TEST(&u, names_of_states);
	return unit_run(&u, "sock");
}
