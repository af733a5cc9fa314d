/* iface - lines and headings of /proc/net/dev, growth and rates, flags, sizes and hardware. */
#include "core/iface.h"

#include "unit.h"

enum {
	RECORD = 700,
};

/* The columns of a file, as its second heading says. */
static const char heading_today[] =
	" face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs "
	"drop fifo colls carrier compressed";
static const char heading_2_1[] = "face |bytes    packets errs drop fifo frame|bytes    packets "
				  "errs drop fifo colls carrier";
static const char heading_2_0[] =
	"face |packets errs drop fifo frame|packets errs drop fifo colls carrier";

enum {
	KNOWN_2_1 = IFACE_KNOWS_COUNTERS & ~(1 << IFACE_RX_COMPRESSED | 1 << IFACE_RX_MULTICAST),
	KNOWN_2_0 = KNOWN_2_1 & ~(1 << IFACE_RX_BYTES | 1 << IFACE_TX_BYTES),
};

static const struct row {
	const char *name;
	const char *line;
	const char *record; /* the name and the first 15 counters; NULL: malformed */
	uint32_t columns;   /* of its file; 0: today's */
} rows[] = {
	/* github.com/dotnet/corefx, MIT */
	{ "every column another number",
		" wlan0:   26622     394    2    4    6     8         10        12    429496730000 "
		"    208    1    2    3     4       5          6",
		"wlan0 26622 394 2 4 6 8 10 12 429496730000 208 1 2 3 4 5", 0 },
	{ "2^64-1",
		"    lo:   18446744073709551615     302    0    0    0     0          0         0  "
		" "
		" 30008     302    0    0    0     0       0          0",
		"lo 18446744073709551615 302 0 0 0 0 0 0 30008 302 0 0 0 0 0", 0 },
	/* github.com/c9s/goprocinfo, MIT */
	{ "no blank behind the colon",
		"  eth0:23443246382 63554887    0    0    0     0          0         0 10900929232 "
		"27373481    0    0    0     0       0          0",
		"eth0 23443246382 63554887 0 0 0 0 0 0 10900929232 27373481 0 0 0 0 0", 0 },
	/* Our own. */
	{ "0 behind the colon", "    lo:0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
		"lo 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", 0 },
	{ "a colon in the name", "tun10001:1:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
		"tun10001:1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", 0 },
	{ "no indent", "rmnet_r_ims01:       1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
		"rmnet_r_ims01 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", 0 },
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
		"18446744073709551615 18446744073709551615 18446744073709551615",
		0 },
	{ "more columns than any kernel has", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 x",
		"eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", 0 },
	{ "cut behind all that is read", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 ",
		"eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", 0 },
	/* Malformed. */
	{ "17 bytes", "abcdefghijklmnopq: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, 0 },
	{ "no bytes", "", NULL, 0 },
	{ "no colon", "eth0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, 0 },
	{ "no name", ": 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, 0 },
	{ "a blank in the name", "a b: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, 0 },
	{ "the last number may be cut", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", NULL, 0 },
	{ "Linux 2.0's columns under today's heading",
		"eth0:   4669    1    2    3    4     2502    5    6    7     8    9", NULL, 0 },
	{ "Linux 2.1's columns under today's heading",
		"ppp0:       0  577215   14   14    0    0        0   693147    0    0    0     0 "
		"   0    0",
		NULL, 0 },
	{ "2^64", "eth0: 18446744073709551616 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, 0 },
	{ "a sign", "eth0: -1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", NULL, 0 },
	{ "a letter behind a number", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15x 16", NULL, 0 },
	{ "a heading", "face |bytes packets errs drop fifo frame compressed multicast|", NULL, 0 },
	/* What old kernels printed: 2.0 only packets, errors and their like. */
	{ "Linux 2.0", "eth0:   4669    0    0    0    0     2502    0    0    0     0    0",
		"eth0 - 4669 0 0 0 0 - - - 2502 0 0 0 0 0", KNOWN_2_0 },
	{ "Linux 2.0, a dummy", "dummy: No statistics available.", NULL, KNOWN_2_0 },
	{ "Linux 2.1.72, a number more than its heading has",
		"ppp0:       0  577215   14   14    0    0        0   693147    0    0    0     0 "
		"   0    0",
		"ppp0 0 577215 14 14 0 0 - - 0 693147 0 0 0 0 0", KNOWN_2_1 },
	{ "Linux 2.0, every column another number", "  eth0:1 2 3 4 5 6 7 8 9 10 11",
		"eth0 - 1 2 3 4 5 - - - 6 7 8 9 10 11", KNOWN_2_0 },
	{ "Linux 2.0, a blank at its end", "  eth0:1 2 3 4 5 6 7 8 9 10 11 ",
		"eth0 - 1 2 3 4 5 - - - 6 7 8 9 10 11", KNOWN_2_0 },
	{ "Linux 2.1, every column another number", "  eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13",
		"eth0 1 2 3 4 5 6 - - 7 8 9 10 11 12 13", KNOWN_2_1 },
	{ "Linux 2.0, a column missing", "  eth0:1 2 3 4 5 6 7 8 9 10", NULL, KNOWN_2_0 },
	{ "Linux 2.0, no last number", "  eth0:1 2 3 4 5 6 7 8 9 10 ", NULL, KNOWN_2_0 },
	{ "Linux 2.0, a letter in the last number", "  eth0:1 2 3 4 5 6 7 8 9 10 11x", NULL,
		KNOWN_2_0 },
	{ "Linux 2.1, a column missing", "  eth0: 1 2 3 4 5 6 7 8 9 10 11 12", NULL, KNOWN_2_1 },
	{ "Linux 2.1, a letter in a number", "  eth0: 1 2 3 4 5 6 7 8 9 10x 11 12 13", NULL,
		KNOWN_2_1 },
};

static uint32_t columns_of(const struct row *r)
{
	return r->columns ? r->columns : IFACE_KNOWS_COUNTERS;
}

static void record_text(char out[RECORD], const struct iface *i, uint32_t columns)
{
	unsigned n;

	snprintf(out, RECORD, "%.*s", i->name_len, i->name);
	for (n = 0; n < IFACE_COUNTERS; n++) {
		assert_true(iface_knows(i, n) || !i->value[n]);
		if (iface_knows(i, n))
			sprintf(out + strlen(out), " %ju", (uintmax_t)i->value[n]);
		else
			strcat(out, " -");
	}
	assert_int_equal(i->known, columns);
	assert_true(!i->index && !i->physical && !i->hardware_len);
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

	if (iface_parse(&i, line, len, columns_of(r)))
		record_text(out, &i, columns_of(r));
	assert_string_equal(out, r->record ? r->record : "malformed");
	free(line);
}

/* Whatever is accepted is what stands there: written in its simplest form it is read the same. */
static void accepted_is_sane(const void *data, const char *line, size_t len)
{
	char out[RECORD], again[RECORD], text[RECORD + 40];
	const uint32_t columns = columns_of(data);
	struct iface i;
	size_t used;
	unsigned n;

	if (!iface_parse(&i, line, len, columns))
		return;
	record_text(out, &i, columns);
	memcpy(text, i.name, i.name_len); /* it may hold a NUL */
	text[i.name_len] = ':';
	used = i.name_len + 1u;
	for (n = 0; n < IFACE_COUNTERS; n++)
		if (iface_knows(&i, n))
			used += (size_t)sprintf(text + used, " %ju", (uintmax_t)i.value[n]);
	text[used++] = ' ';
	assert_true(iface_parse(&i, text, used, columns));
	record_text(again, &i, columns);
	assert_string_equal(out, again);
}

/*
 * A prefix that is accepted has all its numbers whole. Of old columns the last one may end its line,
 * so that nobody sees where it is cut.
 */
static void prefix_is_sane(const void *data, const char *line, size_t len)
{
	const struct row *r = data;
	struct iface whole, i;

	if (!iface_parse(&i, line, len, columns_of(r)))
		return;
	assert_true(iface_parse(&whole, r->line, strlen(r->line), columns_of(r)));
	if (r->columns)
		i.value[IFACE_TX_CARRIER] = whole.value[IFACE_TX_CARRIER];
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

static const struct heading {
	const char *name;
	const char *line;
	uint32_t columns; /* 0: it is none */
} headings[] = {
	{ "heading of today", heading_today, IFACE_KNOWS_COUNTERS },
	{ "heading of Linux 2.1", heading_2_1, KNOWN_2_1 },
	{ "heading of Linux 2.0", heading_2_0, KNOWN_2_0 },
	{ "heading with a blank in front",
		" face |packets errs drop fifo frame|packets errs drop fifo colls carrier",
		KNOWN_2_0 },
	{ "no heading, empty", "", 0 },
	{ "no heading, an interface", "  eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", 0 },
	{ "no heading, a bar in a name that is cut", "  a|b: 1 2 3", 0 },
	{ "no heading, without numbers", " a|my: No statistics available.", 0 },
	{ "no heading, words alone", "face bytes packets multicast", 0 },
};

static void check_heading(void **state)
{
	const struct heading *h = *state;
	size_t len = strlen(h->line);
	char *line = exact(h->line, len);
	uint32_t columns = 1u << 31;

	assert_int_equal(iface_heading(line, len, &columns), h->columns != 0);
	assert_int_equal(columns, h->columns ? h->columns : 1u << 31);
	free(line);
}

/* The first heading is one, too, whatever it says; behind it stands the second. */
static void first_headings(void **state)
{
	static const char *const lines[] = {
		"Inter-|   Receive                                                |  Transmit",
		"Inter-|   Receive                           |  Transmit",
		"Inter-|   Receive                  |  Transmit",
	};
	uint32_t columns;
	size_t n;

	(void)state;
	for (n = 0; n < COUNT(lines); n++)
		assert_true(iface_heading(lines[n], strlen(lines[n]), &columns));
}

static void heading_is_sane(const void *data, const char *line, size_t len)
{
	uint32_t columns = 0;

	(void)data;
	if (iface_heading(line, len, &columns))
		assert_true((columns & KNOWN_2_0) == KNOWN_2_0 &&
			    !(columns & ~(uint32_t)IFACE_KNOWS_COUNTERS));
	else
		assert_int_equal(columns, 0);
}

static void headings_cut_and_changed(void **state)
{
	size_t n;

	(void)state;
	for (n = 0; n < COUNT(headings); n++) {
		const char *line = headings[n].line;

		every_prefix(line, strlen(line), heading_is_sane, NULL);
		every_change(line, strlen(line), heading_is_sane, NULL);
	}
}

#define T32 (UINT64_C(1) << 32)

/* Between two samples. */
static const struct growth {
	const char *name;
	uint64_t before, now, limit;
	bool grown;
	uint64_t delta;
} growths[] = {
	{ "growth of nothing", 0, 0, 0, true, 0 },
	{ "growth of nothing, far up", UINT64_MAX, UINT64_MAX, 0, true, 0 },
	{ "growth", 100, 1100, 0, true, 1000 },
	{ "growth is not limited", 0, UINT64_MAX, 1, true, UINT64_MAX },
	{ "growth over 2^32", T32 - 1, T32 + 1, 0, true, 2 },
	{ "growth to the last number", UINT64_MAX - 1, UINT64_MAX, 0, true, 1 },
	{ "wrap by one", T32 - 1, 0, 1, true, 1 },
	{ "wrap that fits", T32 - 1000, 500, 1500, true, 1500 },
	{ "wrap by one too much", T32 - 1000, 500, 1499, false, 0 },
	{ "wrap with no limit to it", T32 - 1, T32 - 2, UINT64_MAX, true, T32 - 1 },
	{ "wrap with no room", T32 - 1, 0, 0, false, 0 },
	{ "reset of a counter that was low", 5000, 20, 125000000, false, 0 },
	{ "reset to nothing", 1, 0, 1000, false, 0 },
	{ "reset by one", 1000, 999, 1000, false, 0 },
	{ "step back of 64 bits, which fits 32", T32, T32 - 1, T32, false, 0 },
	{ "step back of 64 bits to nothing", T32, 0, UINT64_MAX, false, 0 },
	{ "step back from 2^64-1", UINT64_MAX, 0, UINT64_MAX, false, 0 },
	{ "step back of 64 bits by one", UINT64_MAX, UINT64_MAX - 1, UINT64_MAX, false, 0 },
};

static void check_growth(void **state)
{
	const struct growth *g = *state;
	uint64_t delta = 77;

	assert_int_equal(iface_grown(g->before, g->now, g->limit, &delta), g->grown);
	if (g->grown)
		assert_int_equal(delta, g->delta);
}

/* Numbers of all sizes, as often near a power of two. */
static uint64_t any_number(void)
{
	uint64_t n = (unit_random() << 32 ^ unit_random()) >> unit_random() % 64;

	return unit_random() % 4 ? n : (UINT64_C(1) << unit_random() % 64) + unit_random() % 5 - 2;
}

/* A step back is a wrap of 32 bits, or it is none. */
static void growth_of_anything(void **state)
{
	unsigned n, wraps = 0;

	(void)state;
	for (n = 0; n < 1000000; n++) {
		const uint64_t before = any_number(), now = any_number(), limit = any_number();
		const uint64_t wrapped = now + T32 - before;
		const bool wrap = now < before && before < T32 && wrapped <= limit;
		uint64_t delta;

		assert_int_equal(iface_grown(before, now, limit, &delta), now >= before || wrap);
		if (now >= before)
			assert_int_equal(delta, now - before);
		else if (wrap)
			assert_int_equal(delta, wrapped);
		wraps += wrap;
	}
	assert_true(wraps > 10000);
}

#define SECOND UINT64_C(1000000000)

static const struct rate {
	const char *name;
	uint64_t delta, ns, hundredths;
} rates[] = {
	{ "rate of nothing", 0, SECOND, 0 },
	{ "rate of nothing in an instant", 0, 1, 0 },
	{ "rate of nothing for ever", 0, UINT64_MAX, 0 },
	{ "rate of one", 1, SECOND, 100 },
	{ "rate in half a second", 1, SECOND / 2, 200 },
	{ "rate of a third", 1, 3 * SECOND, 33 },
	{ "rate of two thirds", 2, 3 * SECOND, 67 },
	{ "rate of half a hundredth", 1, 200 * SECOND, 1 },
	{ "rate of less than half a hundredth", 1, 200 * SECOND + 1, 0 },
	{ "rate in more than a second", 1000, 1000123457, 99988 },
	{ "rate of 1 Gbit/s", 125000000, SECOND, 12500000000 },
	{ "rate of 400 Gbit/s", 50000000000, SECOND, 5000000000000 },
	{ "rate of 400 Gbit/s in a millisecond", 50000000, SECOND / 1000, 5000000000000 },
	{ "rate for a year", 1, UINT64_C(31536000000000000), 0 },
	{ "rate over a year", UINT64_C(31536000) << 20, UINT64_C(31536000) * SECOND, 104857600 },
	{ "rate in a nanosecond", 1, 1, UINT64_C(100000000000) },
	{ "rate that no number holds", UINT64_MAX, 1, UINT64_MAX },
	{ "rate that no number holds, in a second", UINT64_MAX, SECOND, UINT64_MAX },
	{ "rate in no time", 1, 0, UINT64_MAX },
};

static void check_rate(void **state)
{
	const struct rate *r = *state;

	assert_int_equal(iface_rate(r->delta, r->ns), r->hundredths);
}

/*
 * Exact where growth times time fits; with more the last bits of the time are not looked at: of a
 * million parts two, up to 1 Tbit/s and from a millisecond on.
 */
static void rate_of_anything(void **state)
{
	unsigned n, exact_ones = 0, near = 0, above = 0;

	(void)state;
	for (n = 0; n < 2000000; n++) {
		const uint64_t delta = any_number(), ns = any_number() | 1;
		const unsigned __int128 whole = (unsigned __int128)delta * 100 * SECOND;
		const unsigned __int128 right = (whole + ns / 2) / ns;
		const uint64_t got = iface_rate(delta, ns);
		const long double off = (long double)got - (long double)right;
		const long double most = 1 + (long double)right * 2e-6L;

		if (whole + ns <= UINT64_MAX) {
			assert_int_equal(got, (uint64_t)right);
			exact_ones++;
		} else if (delta / 125 <= ns && ns >= SECOND / 1000) {
			assert_true(off >= -most && off <= most);
			near++;
		} else if (right > UINT64_MAX) {
			assert_true(got > UINT64_MAX / 4);
			above++;
		} else
			assert_true(got >= right / 4 && (got / 4 <= right || got == UINT64_MAX));
	}
	assert_true(exact_ones > 100000 && near > 100000 && above > 10000);
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
	UNIT_ROWS(&u, headings, check_heading);
	UNIT_TEST(&u, first_headings);
	UNIT_TEST(&u, headings_cut_and_changed);
	UNIT_ROWS(&u, growths, check_growth);
	UNIT_TEST(&u, growth_of_anything);
	UNIT_ROWS(&u, rates, check_rate);
	UNIT_TEST(&u, rate_of_anything);
	UNIT_TEST(&u, scopes);
	UNIT_TEST(&u, flags);
	UNIT_TEST(&u, sizes);
	UNIT_TEST(&u, hardware);
	return unit_run(&u, "iface");
}
