/* iface - lines of /proc/net/dev, flags, sizes and hardware. */
#include "core/iface.h"

#include "unit.h"

enum {
	RECORD = 700,
};

static const struct row {
	const char *name;
	const char *line;
	const char *record; /* the name and the first 15 counters; NULL: malformed */
} rows[] = {
	/* github.com/dotnet/corefx, MIT */
	{ "every column another number",
		" wlan0:   26622     394    2    4    6     8         10        12    429496730000 "
		"    208    1    2    3     4       5          6",
		"wlan0 26622 394 2 4 6 8 10 12 429496730000 208 1 2 3 4 5" },
	{ "2^64-1",
		"    lo:   18446744073709551615     302    0    0    0     0          0         0  "
		" "
		" 30008     302    0    0    0     0       0          0",
		"lo 18446744073709551615 302 0 0 0 0 0 0 30008 302 0 0 0 0 0" },
	/* github.com/c9s/goprocinfo, MIT */
	{ "no blank behind the colon",
		"  eth0:23443246382 63554887    0    0    0     0          0         0 10900929232 "
		"27373481    0    0    0     0       0          0",
		"eth0 23443246382 63554887 0 0 0 0 0 0 10900929232 27373481 0 0 0 0 0" },
	/* Our own. */
	{ "0 behind the colon", "    lo:0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
		"lo 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0" },
	{ "a colon in the name", "tun10001:1:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
		"tun10001:1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15" },
	{ "no indent", "rmnet_r_ims01:       1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
		"rmnet_r_ims01 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15" },
	{ "16 bytes, and a number of 2^64-1 in each place",
		"abcdefghijklmnop:18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615",
		"abcdefghijklmnop 18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615 "
		"18446744073709551615 18446744073709551615 18446744073709551615" },
	{ "more columns than any kernel has", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 x",
		"eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15" },
	{ "cut behind all that is read", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 ",
		"eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15" },
	/* Malformed. */
	{ "17 bytes", "abcdefghijklmnopq: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL },
	{ "no bytes", "", NULL },
	{ "no colon", "eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL },
	{ "no name", ": 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL },
	{ "a blank in the name", "a b: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL },
	{ "the last number may be cut", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", NULL },
	{ "Linux 2.0", "eth0:   3154    1    2    3    4     2553    5    6    7     8    9",
		NULL },
	{ "Linux 2.0, a dummy", "dummy: No statistics available.", NULL },
	{ "2^64", "eth0: 18446744073709551616 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL },
	{ "a sign", "eth0: -1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL },
	{ "a letter behind a number", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15x 16", NULL },
	{ "a heading", "face |bytes packets errs drop fifo frame compressed multicast|", NULL },
};

static void record_text(char out[RECORD], const struct iface *i)
{
	unsigned n;

	snprintf(out, RECORD, "%.*s", i->name_len, i->name);
	for (n = 0; n < IFACE_COUNTERS; n++) {
		assert_true(iface_knows(i, n));
		sprintf(out + strlen(out), " %ju", (uintmax_t)i->value[n]);
	}
	assert_int_equal(i->known, IFACE_KNOWS_COUNTERS);
	assert_true(i->name_len && i->name_len <= IFACE_NAME);
	assert_null(memchr(i->name, ' ', i->name_len));
	for (n = i->name_len; n < IFACE_NAME; n++)
		assert_int_equal(i->name[n], 0);
}

static void check_row(void **state)
{
	const struct row *r = *state;
	size_t len = strlen(r->line);
	char *line = exact(r->line, len), out[RECORD] = "malformed";
	struct iface i;

	if (iface_parse(&i, line, len))
		record_text(out, &i);
	assert_string_equal(out, r->record ? r->record : "malformed");
	free(line);
}

/* Whatever is accepted is what stands there: written in its simplest form it is read the same. */
static void accepted_is_sane(const void *data, const char *line, size_t len)
{
	char out[RECORD], again[RECORD], text[RECORD + 40];
	struct iface i;
	size_t used;
	unsigned n;

	(void)data;
	if (!iface_parse(&i, line, len))
		return;
	record_text(out, &i);
	memcpy(text, i.name, i.name_len); /* it may hold a NUL */
	text[i.name_len] = ':';
	used = i.name_len + 1u;
	for (n = 0; n < IFACE_COUNTERS; n++)
		used += (size_t)sprintf(text + used, " %ju", (uintmax_t)i.value[n]);
	text[used++] = ' ';
	assert_true(iface_parse(&i, text, used));
	record_text(again, &i);
	assert_string_equal(out, again);
}

/* A prefix that is accepted has all its numbers whole. */
static void prefix_is_sane(const void *data, const char *line, size_t len)
{
	const struct row *r = data;
	struct iface whole, i;

	if (!iface_parse(&i, line, len))
		return;
	assert_true(iface_parse(&whole, r->line, strlen(r->line)));
	assert_memory_equal(&i, &whole, sizeof(i));
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
		iface_fmt_words(&f, all[i].flags);
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
		const char *word, *title;
	} all[] = {
		{ 1, "ether", "Ethernet" },
		{ 512, "ppp", "Point-to-Point Protocol" },
		{ 768, "tunnel ", "IPIP Tunnel" },
		{ 772, "loop", "Local Loopback" },
		{ 776, "sit", "IPv6-in-IPv4" },
		{ 0, "unspec", "UNSPEC" },
		{ 32, "unspec", "UNSPEC" },
		{ 65534, "unspec", "UNSPEC" },
	};
	unsigned type, named = 0;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(all); i++) {
		const char *word = iface_hardware(all[i].type);

		assert_string_equal(word, all[i].word);
		assert_string_equal(word + strlen(word) + 1, all[i].title);
	}
	for (type = 0; type <= UINT16_MAX; type++)
		named += strcmp(iface_hardware((uint16_t)type), "unspec") != 0;
	assert_int_equal(named, 5);
}

static void scopes(void **state)
{
	static const struct {
		unsigned scope;
		const char *words;
	} all[] = {
		{ 0, "global" },
		{ 0x10, "host" },
		{ 0x20, "link" },
		{ 0x40, "site" },
		{ 0x80, "compat,global" },
		{ 1, "" },
		{ 0xf0, "compat,link,site,host" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(all); i++) {
		char out[40];
		struct fmt f = fmt_open(out, sizeof(out) - 1);

		iface_fmt_scope(&f, all[i].scope);
		*f.at = 0;
		assert_string_equal(out, all[i].words);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, scopes);
	UNIT_TEST(&u, flags);
	UNIT_TEST(&u, sizes);
	UNIT_TEST(&u, hardware);
	return unit_run(&u, "iface");
}
