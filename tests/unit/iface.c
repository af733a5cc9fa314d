/* iface - lines of /proc/net/dev, flags, sizes and hardware. */
#include "core/iface.h"

#include "unit.h"

enum {
	RECORD = 700,
};

#define NOW                                                                                        \
	"face |bytes packets errs drop fifo frame compressed multicast|"                           \
	"bytes packets errs drop fifo colls carrier compressed"
#define OLD "face |packets errs drop fifo frame|packets errs drop fifo colls carrier"

static const struct row {
	const char *name;
	const char *heading;
	const char *line;
	const char *record; /* the name, all counters that are known; NULL: malformed */
	bool cut;	    /* the line has no newline */
} rows[] = {
	/* github.com/dotnet/corefx, MIT */
	{ "every column another number", NOW,
		" wlan0:   26622     394    2    4    6     8         10        12    429496730000 "
		"    208    1    2    3     4       5          6",
		"wlan0 26622 394 2 4 6 8 10 12 429496730000 208 1 2 3 4 5 6", false },
	{ "2^64-1", NOW,
		"    lo:   18446744073709551615     302    0    0    0     0          0         0  "
		" "
		" 30008     302    0    0    0     0       0          0",
		"lo 18446744073709551615 302 0 0 0 0 0 0 30008 302 0 0 0 0 0 0", false },
	/* github.com/c9s/goprocinfo, MIT */
	{ "no blank behind the colon", NOW,
		"  eth0:23443246382 63554887    0    0    0     0          0         0 10900929232 "
		"27373481    0    0    0     0       0          0",
		"eth0 23443246382 63554887 0 0 0 0 0 0 10900929232 27373481 0 0 0 0 0 0", false },
	/* Our own. */
	{ "0 behind the colon", NOW, "    lo:0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
		"lo 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", false },
	{ "a colon in the name", NOW, "tun10001:1:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
		"tun10001:1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", false },
	{ "no indent", NOW, "rmnet_r_ims01:       1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
		"rmnet_r_ims01 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", false },
	{ "15 bytes, and a number of 2^64-1 in each place", NOW,
		"abcdefghijklmno:18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615",
		"abcdefghijklmno 18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615",
		false },
	{ "more columns than the heading has", NOW,
		"eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 x",
		"eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", false },
	{ "Linux 2.0", OLD, "eth0:   3154    1    2    3    4     2553    5    6    7     8    9",
		"eth0 - 3154 1 2 3 4 - - - 2553 5 6 7 8 9 -", false },
	{ "Linux 2.0, a dummy", OLD, "dummy: No statistics available.",
		"dummy - - - - - - - - - - - - - - - -", false },
	{ "columns in another order, one of them unknown", "a |drop bytes new|colls bytes frame",
		"a: 1 2 3 4 5 6", "a 2 - - 1 - - - - 5 - - - - 4 - -", false },
	{ "no receiving side", "a ||bytes", "a:7", "a - - - - - - - - 7 - - - - - - -", false },
	{ "the last number may be cut", NOW, "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
		"eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 -", true },
	{ "the last number may be cut, but a blank stands behind it", NOW,
		"eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 ",
		"eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", true },
	{ "32 bytes", "a |bytes", "abcdefghijklmnopqrstuvwxyz012345: 1",
		"abcdefghijklmnopqrstuvwxyz012345 1 - - - - - - - - - - - - - - -", false },
	/* Malformed. */
	{ "33 bytes", "a |bytes", "abcdefghijklmnopqrstuvwxyz0123456: 1", NULL, false },
	{ "no bytes", NOW, "", NULL, false },
	{ "no colon", NOW, "eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, false },
	{ "no name", NOW, ": 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, false },
	{ "a blank in the name", NOW, "a b: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, false },
	{ "a number missing", NOW, "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", NULL, false },
	{ "words in the place of numbers", NOW, "eth0: no statistics", NULL, false },
	{ "2^64", NOW, "eth0: 18446744073709551616 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL,
		false },
	{ "2^64 in a column that nobody knows", "a |new", "a: 18446744073709551616", NULL, false },
	{ "a sign", NOW, "eth0: -1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, false },
	{ "a letter behind a number", NOW, "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16x", NULL,
		false },
	{ "no heading", "no heading", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, false },
};

static bool parse(struct iface *i, const struct row *r, const char *line, size_t len)
{
	struct iface_columns c = { .count = 0 };

	iface_heading(&c, r->heading, strlen(r->heading));
	return iface_parse(i, &c, line, len, !r->cut);
}

static void record_text(char out[RECORD], const struct iface *i)
{
	unsigned n;

	snprintf(out, RECORD, "%.*s", i->name_len, i->name);
	for (n = 0; n < IFACE_COUNTERS; n++)
		if (iface_knows(i, n))
			sprintf(out + strlen(out), " %ju", (uintmax_t)i->value[n]);
		else
			strcat(out, " -");
	assert_true(i->known < 1u << IFACE_COUNTERS);
	assert_true(i->name_len && i->name_len <= IFACE_NAME);
	assert_null(memchr(i->name, ' ', i->name_len));
}

static void check_row(void **state)
{
	const struct row *r = *state;
	size_t len = strlen(r->line);
	char *line = exact(r->line, len), out[RECORD] = "malformed";
	struct iface i;

	if (parse(&i, r, line, len))
		record_text(out, &i);
	assert_string_equal(out, r->record ? r->record : "malformed");
	free(line);
}

/* Whatever is accepted is what stands there: written in its simplest form it is read the same. */
static void accepted_is_sane(const void *data, const char *line, size_t len)
{
	const struct row *r = data;
	char out[RECORD], again[RECORD], text[RECORD + 40];
	struct row simple = { .heading = NOW };
	struct iface i;
	size_t used;
	unsigned n;

	if (!parse(&i, r, line, len))
		return;
	record_text(out, &i);
	if (i.known != (1u << IFACE_COUNTERS) - 1)
		return;
	memcpy(text, i.name, i.name_len); /* it may hold a NUL */
	text[i.name_len] = ':';
	used = i.name_len + 1u;
	for (n = 0; n < IFACE_COUNTERS; n++)
		used += (size_t)sprintf(text + used, " %ju", (uintmax_t)i.value[n]);
	assert_true(parse(&i, &simple, text, used));
	record_text(again, &i);
	assert_string_equal(out, again);
}

/* A prefix has its numbers whole, or does not know the last one. */
static void prefix_is_sane(const void *data, const char *line, size_t len)
{
	const struct row *r = data;
	struct row cut = *r;
	struct iface whole, i;
	unsigned n;

	cut.cut = true;
	if (!parse(&i, &cut, line, len))
		return;
	assert_true(parse(&whole, r, r->line, strlen(r->line)));
	for (n = 0; n < IFACE_COUNTERS; n++)
		if (iface_knows(&i, n))
			assert_true(i.value[n] == whole.value[n]);
}

static void prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		if (!rows[i].record)
			continue;
		every_prefix(rows[i].line, strlen(rows[i].line), accepted_is_sane, &rows[i]);
		every_prefix(rows[i].line, strlen(rows[i].line), prefix_is_sane, &rows[i]);
		every_change(rows[i].line, strlen(rows[i].line), accepted_is_sane, &rows[i]);
	}
}

static void heading_changed(const void *data, const char *line, size_t len)
{
	struct iface_columns c = { .count = 0 };
	size_t n;

	(void)data;
	if (!iface_heading(&c, line, len))
		return;
	assert_true(c.count <= IFACE_COLUMNS);
	for (n = 0; n < c.count; n++)
		assert_true(c.value[n] <= IFACE_COUNTERS);
}

static void headings(void **state)
{
	static const struct {
		const char *line;
		int columns; /* -1: no heading */
	} lines[] = {
		{ NOW, 16 },
		{ OLD, 11 },
		{ "Inter-|   Receive                  |  Transmit", 2 },
		{ "|", 0 },
		{ "a|b|c|d e f", 2 },
		{ "a|1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25|1", 24 },
		{ "", -1 },
		{ "face bytes", -1 },
		{ "a|b: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", -1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(lines); i++) {
		char *line = exact(lines[i].line, strlen(lines[i].line));
		struct iface_columns c = { .count = 99 };
		bool is = iface_heading(&c, line, strlen(lines[i].line));

		assert_int_equal(is ? c.count : -1, lines[i].columns);
		free(line);
	}
	every_prefix(NOW, strlen(NOW), heading_changed, NULL);
	every_change(NOW, strlen(NOW), heading_changed, NULL);
}

/* What net-tools prints of each flag alone, and of several. */
static void flags(void **state)
{
	static const struct {
		uint32_t flags;
		const char *letters, *words;
	} all[] = {
		{ 0, "[NO FLAGS]", "" },
		{ 0x1, "U", "UP" },
		{ 0x2, "B", "BROADCAST" },
		{ 0x4, "D", "DEBUG" },
		{ 0x8, "L", "LOOPBACK" },
		{ 0x10, "P", "POINTOPOINT" },
		{ 0x20, "N", "NOTRAILERS" },
		{ 0x40, "R", "RUNNING" },
		{ 0x80, "O", "NOARP" },
		{ 0x100, "P", "PROMISC" },
		{ 0x200, "A", "ALLMULTI" },
		{ 0x400, "m", "MASTER" },
		{ 0x800, "s", "SLAVE" },
		{ 0x1000, "M", "MULTICAST" },
		{ 0x2000, "", "" },
		{ 0x4000, "", "" },
		{ 0x8000, "d", "DYNAMIC" },
		{ 0xffff, "ABDLMdPNOPsmRU",
			"UP,BROADCAST,DEBUG,LOOPBACK,POINTOPOINT,NOTRAILERS,RUNNING,NOARP,PROMISC,"
			"ALLMULTI,SLAVE,MASTER,MULTICAST,DYNAMIC" },
		{ 4163, "BMRU", "UP,BROADCAST,RUNNING,MULTICAST" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(all); i++) {
		char out[200];
		struct fmt f = fmt_open(out, sizeof(out) - 1);

		iface_fmt_letters(&f, all[i].flags);
		*f.at = 0;
		assert_string_equal(out, all[i].letters);
		f = fmt_open(out, sizeof(out) - 1);
		iface_fmt_words(&f, all[i].flags, ",");
		*f.at = 0;
		assert_string_equal(out, all[i].words);
	}
}

static void sizes(void **state)
{
	static const struct {
		uint64_t n;
		const char *text;
	} all[] = {
		{ 0, "0.0 B" },
		{ 999, "999.0 B" },
		{ 1024, "1024.0 B" },
		{ 1025, "1.0 KiB" },
		{ 10021, "9.7 KiB" },
		{ 1048575, "1023.9 KiB" },
		{ 1048576, "1024.0 KiB" },
		{ 1048577, "1.0 MiB" },
		{ 1284022932, "1.1 GiB" },
		{ 1073741824, "1024.0 MiB" },
		{ 1099511627776, "1024.0 GiB" },
		{ 1125899906842624, "1024.0 TiB" },
		{ 1152921504606846975, "1023.9 PiB" },
		{ 1152921504606846976, "1024.0 PiB" },
		{ 1152921504606846977, "1.0 EiB" },
		{ 18446744073709551615u, "16.0 EiB" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(all); i++) {
		char out[40];
		struct fmt f = fmt_open(out, sizeof(out) - 1);

		iface_fmt_size(&f, all[i].n);
		*f.at = 0;
		assert_string_equal(out, all[i].text);
	}
}

static void hardware(void **state)
{
	static const struct {
		uint16_t type;
		const char *text;
	} all[] = {
		{ 1, "ether/Ethernet/6:" },
		{ 0, "netrom/AMPR NET/ROM/7:" },
		{ 7, "arcnet/ARCnet/1-" },
		{ 270, "rose/AMPR ROSE/5." },
		{ 512, "ppp/Point-to-Point Protocol/0." },
		{ 768, "tunnel /IPIP Tunnel/0." },
		{ 772, "loop/Local Loopback/0." },
		{ 776, "sit/IPv6-in-IPv4/0." },
		{ 783, "irda/IrLAP/4:" },
		{ 32, "unspec/UNSPEC/16-" },
		{ 65534, "unspec/UNSPEC/16-" },
	};
	unsigned type, named = 0;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(all); i++) {
		struct iface_hardware h = iface_hardware(all[i].type);
		char out[100];

		snprintf(out, sizeof(out), "%s/%s/%u%c", h.name, h.title, h.bytes,
			h.between ? h.between : '.');
		assert_string_equal(out, all[i].text);
	}
	for (type = 0; type <= UINT16_MAX; type++) {
		struct iface_hardware h = iface_hardware((uint16_t)type);

		assert_true(*h.name && *h.title && h.bytes <= 16);
		named += strcmp(h.name, "unspec") != 0;
	}
	assert_int_equal(named, 25);
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, headings);
	UNIT_TEST(&u, flags);
	UNIT_TEST(&u, sizes);
	UNIT_TEST(&u, hardware);
	return unit_run(&u, "iface");
}
