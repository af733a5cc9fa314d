/* group - lines of /proc/net/igmp and igmp6. */
#include "core/group.h"

#include "unit.h"

enum {
	RECORD = 400,
};

#define LE LITTLE_ENDIAN_HOST
#define BE BIG_ENDIAN_HOST
#define ROW_4 "				FB0000E0     1 0:00000000		1"
#define ALL_NODES "ff020000000000000000000000000001"
#define NAME_64 "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"

/* `lines` are read one behind the other; the record is what came of the last one. */
static const struct row {
	const char *name;
	enum byte_order order;
	const char *lines[3];
	const char
		*record; /* "none", or interface, querier, group, users, timer; NULL: malformed */
} rows4[] = {
	/* github.com/golang/go, BSD-3-Clause */
	{ "the heading", LE, { "Idx	Device    : Count Querier	Group    Users Timer	Reporter" }, "none" },
	{ "an interface", LE, { "2	eth0      :     2      V2" }, "none" },
	{ "a group", LE, { "2	eth0      :     2      V2", ROW_4 }, "2 <eth0> V2 224.0.0.251 1" },
	{ "a name that touches its colon", LE, { "9	device1tap2:     1      V3", ROW_4 },
		"9 <device1tap2> V3 224.0.0.251 1" },
	{ "a name with a dot", LE, { "5	eth0.100  :     2      V3", ROW_4 },
		"5 <eth0.100> V3 224.0.0.251 1" },
	/* github.com/kellyjonbrazil/jc, MIT */
	{ "index 0, no groups", LE, { "0	lo        :     0      V3" }, "none" },
	{ "index 0", LE, { "0	lo        :     0      V3", ROW_4 }, "0 <lo> V3 224.0.0.251 1" },
	/* Our own. */
	{ "a big-endian machine", BE, { "2	eth0      :     2      V2",
		"				E90200FB     1 0:00000000		0" },
		"2 <eth0> V2 233.2.0.251 1" },
	{ "a second group", LE, { "2	eth0      :     2      V2", ROW_4,
		"				010000E0    17 1:000000C8		0" },
		"2 <eth0> V2 224.0.0.1 17 in 200" },
	{ "a name with colons", LE, { "2	a:b:1:    :     2      V1", ROW_4 },
		"2 <a:b:1:> V1 224.0.0.251 1" },
	{ "a name of a colon", LE, { "2	:         :     2      V1", ROW_4 },
		"2 <:> V1 224.0.0.251 1" },
	{ "a name with blanks", LE, { "2	a  b	c :     2      V1", ROW_4 },
		"2 <a  b	c> V1 224.0.0.251 1" },
	{ "a kernel without queries", LE, { "2	eth0      :     2    NONE", ROW_4 },
		"2 <eth0> NONE 224.0.0.251 1" },
	{ "the longest name", LE, { "2	" NAME_64 ":     2      V3", ROW_4 },
		"2 <" NAME_64 "> V3 224.0.0.251 1" },
	{ "numbers as large as they get", LE, { "4294967295	eth0      : 4294967295  V2",
		"				FFFFFFFF 4294967295 1:FFFFFFFFFFFFFFFF		1" },
		"4294967295 <eth0> V2 255.255.255.255 4294967295 in 18446744073709551615" },
	{ "more columns", LE, { "2	eth0      :     2      V2 more", ROW_4 " more" },
		"2 <eth0> V2 224.0.0.251 1" },
	{ "a malformed group before", LE, { "2	eth0      :     2      V2", "	x", ROW_4 },
		"2 <eth0> V2 224.0.0.251 1" },
	{ "no bytes", LE, { "" }, "none" },
	{ "blanks", LE, { " 	" }, "none" },
	/* Malformed. */
	{ "a group of no interface", LE, { ROW_4 }, NULL },
	{ "a group behind a malformed interface", LE, { "2	eth0      :     2      V2",
		"3	eth1      :     x      V2", ROW_4 }, NULL },
	{ "a group of seven digits", LE, { "2	eth0 : 2 V2", "	10000E0 1 0:0		0" }, NULL },
	{ "a group of nine digits", LE, { "2	eth0 : 2 V2", "	0010000E0 1 0:0		0" }, NULL },
	{ "users of 2^32", LE, { "2	eth0 : 2 V2", "	010000E0 4294967296 0:0		0" }, NULL },
	{ "users below 0", LE, { "2	eth0 : 2 V2", "	010000E0 -1 0:0		0" }, NULL },
	{ "a timer that runs twice", LE, { "2	eth0 : 2 V2", "	010000E0 1 2:0		0" }, NULL },
	{ "no timer", LE, { "2	eth0 : 2 V2", "	010000E0 1 0:" }, NULL },
	{ "a timer of 2^64", LE, { "2	eth0 : 2 V2", "	010000E0 1 1:10000000000000000	0" }, NULL },
	{ "no colon", LE, { "2	eth0 2 V2" }, NULL },
	{ "no name", LE, { "2	:     2      V2" }, NULL },
	{ "a name that is too long", LE, { "2	" NAME_64 "n: 2 V3" }, NULL },
	{ "no querier", LE, { "2	eth0      :     2" }, NULL },
	{ "a querier that is too long", LE, { "2	eth0      :     2   V23456789" }, NULL },
	{ "an index of 2^32", LE, { "4294967296	eth0 : 2 V2" }, NULL },
	{ "a row of igmp6", LE, { "1    lo              " ALL_NODES "     1 0000000C 0" }, NULL },
}, rows6[] = {
	/* github.com/golang/go, BSD-3-Clause */
	{ "a row", LE, { "1    lo              " ALL_NODES "     1 0000000C 0" },
		"1 <lo>  ff02::1 1" },
	{ "a group of a neighbour", LE,
		{ "10   device1tap2     ff0200000000000000000001ff4cc3a3     1 00000004 0" },
		"10 <device1tap2>  ff02::1:ff4c:c3a3 1" },
	{ "two users", LE, { "3    eth1            ff0200000000000000000001ffac8928     2 00000006 0" },
		"3 <eth1>  ff02::1:ffac:8928 2" },
	/* Our own. */
	{ "another byte order, the same digits", BE,
		{ "1    lo              " ALL_NODES "     1 0000000C 0" }, "1 <lo>  ff02::1 1" },
	{ "a timer that runs", LE, { "2    eth0            " ALL_NODES "     1 00000005 150" },
		"2 <eth0>  ff02::1 1 in 150" },
	{ "a name that fills its column, a long index", LE,
		{ "123456 fifteen-letters " ALL_NODES "     1 0000000C 0" },
		"123456 <fifteen-letters>  ff02::1 1" },
	{ "a name with blanks", LE, { "2    a  b	c        " ALL_NODES "     1 0000000C 0" },
		"2 <a  b	c>  ff02::1 1" },
	{ "a name that looks like a group", LE,
		{ "2    " ALL_NODES " ff050000000000000000000000000002     1 0000000C 0" },
		"2 <" ALL_NODES ">  ff05::2 1" },
	{ "the longest name", LE, { "2 " NAME_64 " " ALL_NODES " 1 C 0" },
		"2 <" NAME_64 ">  ff02::1 1" },
	{ "numbers as large as they get", LE,
		{ "4294967295 eth0 FF0E0000000000000000000000000001 4294967295 FFFFFFFF "
		  "18446744073709551615" },
		"4294967295 <eth0>  ff0e::1 4294967295 in 18446744073709551615" },
	{ "more columns", LE, { "1    lo              " ALL_NODES "     1 0000000C 0 more" },
		"1 <lo>  ff02::1 1" },
	{ "no bytes", LE, { "" }, "none" },
	/* Malformed. */
	{ "a group of 31 digits", LE, { "1 lo ff02000000000000000000000000001 1 0000000C 0" }, NULL },
	{ "a group of 33 digits", LE, { "1 lo 0" ALL_NODES " 1 0000000C 0" }, NULL },
	{ "a group with another letter", LE, { "1 lo gf020000000000000000000000000001 1 C 0" }, NULL },
	{ "no name", LE, { "1    " ALL_NODES "     1 0000000C 0" }, NULL },
	{ "a name that is too long", LE, { "2 n" NAME_64 " " ALL_NODES " 1 C 0" }, NULL },
	{ "users of 2^32", LE, { "1 lo " ALL_NODES " 4294967296 0000000C 0" }, NULL },
	{ "flags of 2^32", LE, { "1 lo " ALL_NODES " 1 100000000 0" }, NULL },
	{ "no timer", LE, { "1 lo " ALL_NODES " 1 0000000C " }, NULL },
	{ "a timer of 2^64", LE, { "1 lo " ALL_NODES " 1 00000005 18446744073709551616" }, NULL },
	{ "no index", LE, { "lo " ALL_NODES " 1 0000000C 0" }, NULL },
	{ "a row of igmp", LE, { ROW_4 }, NULL },
};

static enum group_line parse(struct group *g, const struct row *r, const char *line, size_t len,
	bool whole)
{
	return r >= rows6 && r < rows6 + COUNT(rows6)
		       ? group_parse_igmp6(g, line, len, whole)
		       : group_parse_igmp(g, r->order, line, len, whole);
}

static void record_text(char out[RECORD], enum group_line kind, const struct group *g)
{
	char text[ADDR_TEXT + 1];
	struct fmt f = fmt_open(text, ADDR_TEXT);
	int n;

	snprintf(out, RECORD, "%s", kind == GROUP_NONE ? "none" : "malformed");
	if (kind != GROUP_READ)
		return;
	addr_fmt(&f, &g->addr);
	*f.at = 0;
	n = snprintf(out, RECORD, "%u <%.*s> %.*s %s %u", g->index, g->name_len, g->name,
		g->querier_len, g->querier, text, g->users);
	if (g->is_running)
		snprintf(out + n, RECORD - (size_t)n, " in %ju", (uintmax_t)g->timer);
}

/* All lines but the last; gives that one. */
static const char *lead_in(struct group *g, const struct row *r)
{
	size_t i;

	memset(g, 0, sizeof(*g));
	for (i = 0; i + 1 < COUNT(r->lines) && r->lines[i + 1]; i++)
		parse(g, r, r->lines[i], strlen(r->lines[i]), true);
	return r->lines[i];
}

static void check_row(void **state)
{
	const struct row *r = *state;
	struct group g, before;
	const char *text = lead_in(&g, r);
	char *line = exact(text, strlen(text)), out[RECORD];

	before = g;
	record_text(out, parse(&g, r, line, strlen(text), true), &g);
	assert_string_equal(out, r->record ? r->record : "malformed");
	/* A last line that was cut off is never taken. */
	assert_int_not_equal(parse(&before, r, line, strlen(text), false), GROUP_READ);
	free(line);
}

static void accepted_is_sane(const void *data, const char *line, size_t len)
{
	const struct row *r = data;
	bool six = r >= rows6 && r < rows6 + COUNT(rows6);
	struct group g;

	lead_in(&g, r);
	if (parse(&g, r, line, len, true) != GROUP_READ)
		return;
	assert_true(len >= 16);
	assert_true(g.name_len > 0 && g.name_len <= GROUP_NAME);
	assert_true(g.name[0] != ' ' && g.name[g.name_len - 1] != ' ');
	assert_true(six ? !g.querier_len : g.querier_len > 0 && g.querier_len <= GROUP_QUERIER);
	assert_int_equal(g.addr.family, six ? ADDR_IPV6 : ADDR_IPV4);
}

static void prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows4) + COUNT(rows6); i++) {
		const struct row *r = i < COUNT(rows4) ? &rows4[i] : &rows6[i - COUNT(rows4)];
		struct group g;
		const char *line = lead_in(&g, r);

		every_prefix(line, strlen(line), accepted_is_sane, r);
		every_change(line, strlen(line), accepted_is_sane, r);
	}
}

/* A prefix that lacks something of what is shown is malformed. */
static void nothing_is_half_read(void **state)
{
	static const char line[] = "1    lo              " ALL_NODES "     1 0000000C 0";
	static const char line4[] = "	010000E0     1 0:00000000		1";
	struct group g, before = { 0 };
	size_t n;

	(void)state;
	for (n = 1; n < sizeof(line) - 1; n++)
		assert_int_not_equal(group_parse_igmp6(&g, line, n, true), GROUP_READ);
	lead_in(&before, &rows4[2]);
	for (n = 1; n < sizeof(line4) - 3; n++) {
		g = before;
		assert_int_not_equal(group_parse_igmp(&g, LE, line4, n, true), GROUP_READ);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows4, check_row);
	UNIT_ROWS(&u, rows6, check_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, nothing_is_half_read);
	return unit_run(&u, "group");
}
