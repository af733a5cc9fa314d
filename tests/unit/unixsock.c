/* unixsock - rows of /proc/net/unix, and names with newlines that go on behind them. */
#include "core/unixsock.h"

#include "unit.h"

#include <errno.h>
#include <regex.h>

enum {
	RECORD = 300,
};

#define HEADED "Num       RefCount Protocol Flags    Type St Inode Path"
#define NAME27 "abcdefghijklmnopqrstuvwxyz/"
#define NAME108 NAME27 NAME27 NAME27 NAME27

static const struct row {
	const char *name;
	bool inodes; /* what the heading said */
	bool whole;
	const char *line;
	size_t len;
	const char *record; /* NULL: malformed */
} rows[] = {
	/* github.com/canonical/hotsos, Apache-2.0 */
	{ "a datagram socket", true, true,
		BYTES("ffff8d72b9863800: 00000003 00000000 00000000 0002 01 13894 "
		      "/run/systemd/notify"),
		"3 0 0 2 1 13894 </run/systemd/notify>" },
	{ "a listener of packets", true, true,
		BYTES("ffff8d72b9862c00: 00000002 00000000 00010000 0005 01 13929 "
		      "/run/udev/control"),
		"2 0 10000 5 1 13929 </run/udev/control>" },
	/* github.com/c9s/goprocinfo, MIT */
	{ "an inode of 9 digits", true, true,
		BYTES("ffff880334857480: 00000002 00000000 00010000 0001 01 445862525 "
		      "/tmp/nvimJi/0"),
		"2 0 10000 1 1 445862525 </tmp/nvimJi/0>" },
	/* github.com/prometheus/procfs, Apache-2.0 */
	{ "no path", true, true,
		BYTES("0000000000000000: 00000003 00000000 00000000 0001 03 5091797"),
		"3 0 0 1 3 5091797 <>" },
	{ "more references than nine", true, true,
		BYTES("0000000000000000: 0000000a 00000000 00010000 0005 01 10061 "
		      "/run/udev/control"),
		"10 0 10000 5 1 10061 </run/udev/control>" },
	{ "no Inode column", false, true,
		BYTES("0000000000000000: 00000007 00000000 00000000 0002 01 /dev/log"),
		"7 0 0 2 1 - </dev/log>" },
	{ "no Inode column, no path", false, true,
		BYTES("0000000000000000: 00000003 00000000 00000000 0001 03"), "3 0 0 1 3 - <>" },
	/* github.com/giampaolo/psutil, BSD-3-Clause */
	{ "a short pointer and fields of 3 digits", true, true,
		BYTES("0: 00000003 000 000 0001 03 462170 @/tmp/dbus-Qw2hMPIU3n"),
		"3 0 0 1 3 462170 <@/tmp/dbus-Qw2hMPIU3n>" },
	{ "zeros without a colon", true, true,
		BYTES("000000000000000000000000000000000000000000000000000000"), NULL },
	/* Our own, in shapes that other machines have shown. */
	{ "a 32-bit kernel's pointer, an inode padded to five", true, true,
		BYTES("c9f02c40: 00000002 00000000 00010000 0001 01  2911 /run/hostapd/wlan0"),
		"2 0 10000 1 1 2911 </run/hostapd/wlan0>" },
	{ "a path with blanks and a number", true, true,
		BYTES("cad41100: 00000003 00000000 00000000 0001 03 6190 /var/client    377"),
		"3 0 0 1 3 6190 </var/client    377>" },
	{ "a path that begins with a blank", true, true,
		BYTES("cad41100: 00000003 00000000 00000000 0001 03 6190  /a"),
		"3 0 0 1 3 6190 < /a>" },
	{ "a path that ends with blanks", true, true,
		BYTES("cad41100: 00000003 00000000 00000000 0001 03 6190 /a  "),
		"3 0 0 1 3 6190 </a  >" },
	{ "a path that is one blank", true, true,
		BYTES("cad41100: 00000003 00000000 00000000 0001 03 6190  "),
		"3 0 0 1 3 6190 < >" },
	{ "a path with a tab", true, true,
		BYTES("cad41100: 00000003 00000000 00000000 0001 03 6190 a\tb"),
		"3 0 0 1 3 6190 <a\tb>" },
	{ "a path that is a number", true, true,
		BYTES("cad41100: 00000003 00000000 00000000 0001 03 6190 17"),
		"3 0 0 1 3 6190 <17>" },
	{ "a path that reads like a row", true, true,
		BYTES("cad41100: 00000003 00000000 00000000 0001 03 6190 c9f02c40: 00000002"),
		"3 0 0 1 3 6190 <c9f02c40: 00000002>" },
	{ "a path that is no UTF-8, with an escape", true, true,
		BYTES("cad41100: 00000003 00000000 00000000 0001 03 6190 \xff\x1b[2J"),
		"3 0 0 1 3 6190 <\xff\x1b[2J>" },
	{ "an abstract name, its NULs shown as @", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01  4411 @app@@"),
		"2 0 10000 1 1 4411 <@app@@>" },
	{ "an abstract name of no byte", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01  4411 @"),
		"2 0 10000 1 1 4411 <@>" },
	{ "a name of 108 bytes", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01  4411 " NAME108),
		"2 0 10000 1 1 4411 <" NAME108 ">" },
	{ "a name of 109 bytes", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01  4411 x" NAME108), NULL },
	{ "without inodes the number belongs to the path", false, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01 4411 /a"),
		"2 0 10000 1 1 - <4411 /a>" },
	{ "numbers as large as they get", true, true,
		BYTES("ffffffffffffffff: ffffffff ffffffff ffffffff ffffffff ffffffff "
		      "18446744073709551615"),
		"4294967295 4294967295 ffffffff 4294967295 4294967295 18446744073709551615 <>" },
	{ "kernels before 2.4 waiting for data", true, true,
		BYTES("c1f09e40: 00000002 00000000 00020000 0001 01   120"),
		"2 0 20000 1 1 120 <>" },
	/* Malformed. */
	{ "NULs alone", true, true, BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), NULL },
	{ "a NUL in the path", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01  4411 /a\0b"), NULL },
	{ "the last line without its newline", true, false,
		BYTES("00000000: 00000002 00000000 00010000 0001 01  4411 /run/x"), NULL },
	{ "the last line cut in its inode", true, false,
		BYTES("00000000: 00000002 00000000 00010000 0001 01  4411"), NULL },
	{ "no bytes", true, true, BYTES(""), NULL },
	{ "blanks alone", true, true, BYTES("   "), NULL },
	{ "the heading", true, true, BYTES(HEADED), NULL },
	{ "a row without its inode", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01"), NULL },
	{ "a path in place of the inode", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01 /a"), NULL },
	{ "a path that touches the inode", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01 44/a"), NULL },
	{ "a tab behind the inode", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01 44\t/a"), NULL },
	{ "a return behind the inode", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01 44\r"), NULL },
	{ "no colon", true, true, BYTES("00000000 00000002 00000000 00010000 0001 01 44"), NULL },
	{ "references of 2^32", true, true,
		BYTES("00000000: 100000000 00000000 00010000 0001 01 44"), NULL },
	{ "a type of 2^32", true, true,
		BYTES("00000000: 00000002 00000000 00010000 100000000 01 44"), NULL },
	{ "an inode of 2^64", true, true,
		BYTES("00000000: 00000002 00000000 00010000 0001 01 18446744073709551616"), NULL },
	{ "a pointer of 17 digits", true, true,
		BYTES("10000000000000000: 00000002 00000000 00010000 0001 01 44"), NULL },
	{ "a pointer in brackets", true, true,
		BYTES("(____ptrval____): 00000002 00000000 00010000 0001 01 44"), NULL },
};

static void record_text(char out[RECORD], const struct unixsock *u)
{
	char inode[24] = "-";

	assert_true(u->name_len <= UNIXSOCK_NAME);
	if (u->has_inode)
		snprintf(inode, sizeof(inode), "%ju", (uintmax_t)u->inode);
	snprintf(out, RECORD, "%u %u %x %u %u %s <%.*s>", u->refcount, u->protocol, u->flags,
		u->type, u->state, inode, (int)u->name_len, u->name);
}

static void check_row(void **state)
{
	const struct row *r = *state;
	char *line = exact(r->line, r->len), out[RECORD] = "malformed";
	struct unixsock u;

	if (unixsock_parse(&u, line, r->len, r->inodes, r->whole))
		record_text(out, &u);
	assert_string_equal(out, r->record ? r->record : "malformed");
	free(line);
}

/* A row by another reader, as the grammar of its fields. */
#define B "[ \t]+"
#define HEX "([0-9A-Fa-f]+)"

static regex_t with_inodes, without_inodes;

static bool number(const char *text, int base, uint64_t max, uint64_t *n)
{
	errno = 0;
	*n = strtoull(text, NULL, base);
	return !errno && *n <= max;
}

static bool reference(char out[RECORD], const struct row *r, const char *text, size_t len)
{
	regmatch_t m[10];
	uint64_t n[8] = { 0 };
	char line[RECORD], inode[24] = "-";
	const char *name = "";
	int i, fields = r->inodes ? 7 : 6;

	if (!r->whole || memchr(text, 0, len))
		return false;
	memcpy(line, text, len);
	line[len] = 0;
	if (regexec(r->inodes ? &with_inodes : &without_inodes, line, COUNT(m), m, 0) != 0)
		return false;
	for (i = 0; i < fields; i++)
		if (!number(line + m[i + 1].rm_so, i == 6 ? 10 : 16,
			    i % 6 ? UINT32_MAX : UINT64_MAX, &n[i]))
			return false;
	if (m[fields + 1].rm_so >= 0)
		name = line + m[fields + 1].rm_so + 1;
	if (strlen(name) > UNIXSOCK_NAME)
		return false;
	if (r->inodes)
		snprintf(inode, sizeof(inode), "%ju", (uintmax_t)n[6]);
	snprintf(out, RECORD, "%u %u %x %u %u %s <%s>", (unsigned)n[1], (unsigned)n[2],
		(unsigned)n[3], (unsigned)n[4], (unsigned)n[5], inode, name);
	return true;
}

static void compare(const void *data, const char *line, size_t len)
{
	const struct row *r = data;
	char out[RECORD] = "malformed", wanted[RECORD] = "malformed";
	struct unixsock u;

	if (unixsock_parse(&u, line, len, r->inodes, r->whole))
		record_text(out, &u);
	reference(wanted, r, line, len);
	if (strcmp(out, wanted) != 0)
		fail_msg("\"%.*s\": %s instead of %s", (int)len, line, out, wanted);
}

static void prefixes_and_changes(void **state)
{
	static const char start[] = "^[ \t]*" HEX ":" B HEX B HEX B HEX B HEX B HEX;
	char grammar[200];
	size_t k;

	(void)state;
	snprintf(grammar, sizeof(grammar), "%s" B "([0-9]+)( .*)?$", start);
	assert_int_equal(regcomp(&with_inodes, grammar, REG_EXTENDED), 0);
	snprintf(grammar, sizeof(grammar), "%s( .*)?$", start);
	assert_int_equal(regcomp(&without_inodes, grammar, REG_EXTENDED), 0);
	for (k = 0; k < COUNT(rows); k++) {
		struct row r = rows[k];

		compare(&r, r.line, r.len);
		if (!r.record || strlen(r.record) > 60)
			continue;
		every_prefix(r.line, r.len, compare, &r);
		if (k % 3 == 0)
			every_change(r.line, r.len, compare, &r);
		r.whole = !r.whole;
		every_prefix(r.line, r.len, compare, &r);
	}
	regfree(&with_inodes);
	regfree(&without_inodes);
}

/* Lines behind a row, and what the name is with them. */
static const struct more_row {
	const char *name;
	const char *first; /* what the row itself shows, behind its inode */
	const char *line;
	size_t len;
	bool known;
	const char *whole; /* NULL: the line is none of it */
} more_rows[] = {
	{ "a second line", " /tmp/a", BYTES("b c"), false, "/tmp/a\nb c" },
	{ "a name that ends with a newline", " /tmp/a", BYTES(""), false, "/tmp/a\n" },
	{ "a name that begins with a newline", " ", BYTES("tmp/a"), false, "\ntmp/a" },
	{ "the same, known", " ", BYTES("tmp/a"), true, "\ntmp/a" },
	{ "a row without a name has no second line", "", BYTES("tmp/a"), false, NULL },
	{ "an abstract name", " @", BYTES("x"), false, "@\nx" },
	{ "escapes and bytes that are no UTF-8", " /a", BYTES("\x1b[2J\xff"), false,
		"/a\n\x1b[2J\xff" },
	{ "a short hexadecimal word", " /a", BYTES("beef"), false, "/a\nbeef" },
	{ "a damaged row: eight digits", " /a", BYTES("c9f02c40"), false, NULL },
	{ "a damaged row: a number and a colon", " /a", BYTES("0:"), false, NULL },
	{ "a damaged row: zeros", " /a", BYTES("0000000000000000000000000000000000000"), false,
		NULL },
	{ "what reads like a row is none when known", " /a",
		BYTES("c9f02c40: 00000002 00000000 00010000 0001 01  2911 /b"), true,
		"/a\nc9f02c40: 00000002 00000000 00010000 0001 01  2911 /b" },
	{ "a NUL", " /a", BYTES("x\0"), false, NULL },
	{ "a NUL, known", " /a", BYTES("x\0"), true, NULL },
	{ "as long as a name can be", " /",
		BYTES("x" NAME27 NAME27 NAME27 "defghijklmnopqrstuvwxyz/"), false,
		"/\nx" NAME27 NAME27 NAME27 "defghijklmnopqrstuvwxyz/" },
	{ "one byte longer", " /", BYTES("x" NAME27 NAME27 NAME27 "cdefghijklmnopqrstuvwxyz/"),
		false, NULL },
	{ "one byte longer, known", " /",
		BYTES("x" NAME27 NAME27 NAME27 "cdefghijklmnopqrstuvwxyz/"), true, NULL },
	{ "a newline behind a full name", " " NAME108, BYTES(""), true, NULL },
};

static void continued(void **state)
{
	const struct more_row *r = *state;
	char first[RECORD], *line = exact(r->line, r->len);
	struct unixsock u, before;
	bool more;

	snprintf(first, sizeof(first), "c9f02c40: 00000002 00000000 00010000 0001 01 44%s",
		r->first);
	assert_true(unixsock_parse(&u, first, strlen(first), true, true));
	before = u;
	more = unixsock_continue(&u, line, r->len, r->known);
	if (more != (r->whole != NULL))
		fail_msg("%s", more ? "accepted" : "refused");
	if (r->whole) {
		assert_int_equal(u.name_len, strlen(r->whole));
		assert_memory_equal(u.name, r->whole, u.name_len);
	} else {
		assert_int_equal(u.name_len, before.name_len);
		assert_memory_equal(u.name, before.name, u.name_len);
	}
	free(line);
}

static void a_name_never_grows_beyond_108(void **state)
{
	static const char start[] = "c9f02c40: 00000002 00000000 00010000 0001 01 44 /";
	struct unixsock u;
	int i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		assert_true(unixsock_parse(&u, start, sizeof(start) - 1, true, true));
		while (unixsock_continue(&u, NAME108, unit_random() % 60, true))
			assert_true(u.name_len <= UNIXSOCK_NAME);
	}
}

static void headings(void **state)
{
	static const struct {
		const char *line;
		bool heading, inodes;
	} lines[] = {
		{ HEADED, true, true },
		{ "Num       RefCount Protocol Flags    Type St Path", true, false },
		{ "Num RefCount", true, false },
		{ "Num RefCount Inode", true, true },
		{ "Num RefCount Inodes", true, false },
		{ "Num", false, true },
		{ "Num Inode", false, true },
		{ "Nums RefCount Inode", false, true },
		{ "  sl  local_address", false, true },
		{ "00000000: 00000002 00000000 00010000 0001 01 44 Inode", false, true },
		{ "", false, true },
		{ "   ", false, true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(lines); i++) {
		char *line = exact(lines[i].line, strlen(lines[i].line));
		bool inodes = true;

		assert_int_equal(unixsock_is_heading(line, strlen(lines[i].line), &inodes),
			lines[i].heading);
		assert_int_equal(inodes, lines[i].inodes);
		free(line);
	}
}

static void names_of_types_and_states(void **state)
{
	static const char *const types[] = { "UNKNOWN", "STREAM", "DGRAM", "RAW", "RDM",
		"SEQPACKET", "UNKNOWN" };
	static const char *const states[] = { "FREE", "", "CONNECTING", "CONNECTED",
		"DISCONNECTING", "UNKNOWN" };
	struct unixsock u = { 0 };

	(void)state;
	for (u.type = 0; u.type < COUNT(types); u.type++)
		assert_string_equal(unixsock_type_name(&u), types[u.type]);
	u.type = UINT32_MAX;
	assert_string_equal(unixsock_type_name(&u), "UNKNOWN");
	for (u.state = 0; u.state < COUNT(states); u.state++)
		assert_string_equal(unixsock_state_name(&u), states[u.state]);
	u.flags = UNIXSOCK_LISTENING;
	u.state = UNIXSOCK_UNCONNECTED;
	assert_string_equal(unixsock_state_name(&u), "LISTENING");
	u.state = UNIXSOCK_CONNECTED;
	assert_string_equal(unixsock_state_name(&u), "CONNECTED");
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_ROWS(&u, more_rows, continued);
	UNIT_TEST(&u, a_name_never_grows_beyond_108);
	UNIT_TEST(&u, headings);
	UNIT_TEST(&u, names_of_types_and_states);
	return unit_run(&u, "unixsock");
}
