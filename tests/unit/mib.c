/* mib - files of named counters, and the change per second. */
#include "core/mib.h"

#include "unit.h"

#include <inttypes.h>

enum {
	RECORD = 1024,
};

/* A file, and what it says: counters as GROUP NAME=VALUE, !GROUP for a broken one, ? for a bad line. */
static const struct row {
	const char *name;
	const char *file;
	const char *record;
} rows[] = {
	/* github.com/prometheus/node_exporter, Apache-2.0 */
	{ "a pair, one value below 0",
		"Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens\nTcp: 1 200 120000 -1 3556\n",
		"Tcp RtoAlgorithm=1 RtoMin=200 RtoMax=120000 MaxConn=-1 ActiveOpens=3556" },
	/* github.com/RedHatInsights/insights-core, Apache-2.0 */
	{ "two pairs", "IcmpMsg: InType3 OutType3\nIcmpMsg: 34 44\nUdp: NoPorts\nUdp: 0\n",
		"IcmpMsg InType3=34 OutType3=44 Udp NoPorts=0" },
	{ "one counter a line",
		"Ip6InReceives                   \t757\nIcmp6OutType133                 \t1\n"
		"UdpLite6InCsumErrors            \t0\n",
		"Ip6 InReceives=757 Icmp6 OutType133=1 UdpLite6 InCsumErrors=0" },
	{ "the last line cut", "Icmp6InType134                  \t62\nIp6InDiscards",
		"Icmp6 InType134=62 ?" },
	/* github.com/google/gvisor, Apache-2.0 */
	{ "names without values", "TcpExt: SyncookiesSent SyncookiesRecv\n", "!TcpExt" },
	/* github.com/RandolphWang1/D2000, its shape */
	{ "the counters of SCTP", "SctpCurrEstab                   \t3\n", "Sctp CurrEstab=3" },
	/* Our own. */
	{ "no byte", "", "" },
	{ "a byte order mark", "\xef\xbb\xbfIp: A\nIp: 1\n", "Ip A=1" },
	{ "a byte order mark in front of one", "\xef\xbb\xbfIp6InReceives 189\n",
		"Ip6 InReceives=189" },
	{ "a byte order mark in the middle", "Ip: A\n\xef\xbb\xbfIp: 1\n", "Ip A=1" },
	{ "the largest and the smallest",
		"Ip: A B C\nIp: 18446744073709551615 -9223372036854775808 -0\n",
		"Ip A=18446744073709551615 B=-9223372036854775808 C=0" },
	{ "the largest alone", "Ip6A 18446744073709551615\n", "Ip6 A=18446744073709551615" },
	{ "a number below 0 alone", "Ip6A -12\n", "Ip6 A=-12" },
	{ "blanks and tabs anywhere", " Ip:\tA  B \t\n\tIp: \t1\t2\t \n  Udp6A   7 \n",
		"Ip A=1 B=2 Udp6 A=7" },
	{ "a pair of nothing", "Ip:\nIp:\n", "Ip" },
	{ "a group twice", "Ip: A\nIp: 1\nIp: A\nIp: 2\n", "Ip A=1 Ip A=2" },
	{ "a group nobody knows", "Foo: A\nFoo: 1\nFoo6A 2\n", "Foo A=1 Foo6 A=2" },
	{ "empty lines between pairs", "\nIp: A\nIp: 1\n\n  \nUdp: B\nUdp: 2\n", "Ip A=1 Udp B=2" },
	{ "a digit 6 in a name behind the group's", "Ip6InType136 4\n", "Ip6 InType136=4" },
	{ "a name without a 6", "NoDigit 9\n", "NoDi git=9" },
	{ "a pair between single ones", "Ip6A 1\nIp: B\nIp: 2\nIp6C 3\n",
		"Ip6 A=1 Ip B=2 Ip6 C=3" },
	{ "a name that begins with a colon's group", "Ip: Ip:\nIp: 3\n", "Ip Ip:=3" },
	/* Cut in the last line: its last number may have lost digits. */
	{ "a pair without its last newline", "Ip: A B\nIp: 1 2", "Ip A=1 B=? ?" },
	{ "a pair of one without its last newline", "Ip: A\nIp: 1", "Ip A=? ?" },
	{ "one counter without its last newline", "Ip6A 1", "Ip6 A=? ?" },
	{ "names without their newline", "Ip: A", "!Ip" },
	{ "blanks behind the last value, without a newline", "Ip: A B\nIp: 1 2 ", "Ip A=1 B=2 ?" },
	/* Broken. */
	{ "fewer values", "Ip: A B C\nIp: 1 2\nUdp: D\nUdp: 4\n", "!Ip Udp D=4" },
	{ "one value more", "Ip: A B\nIp: 1 2 3\nUdp: D\nUdp: 4\n", "!Ip Udp D=4" },
	{ "no value", "Ip: A B\nIp:\nUdp: D\nUdp: 4\n", "!Ip !Ip Udp D=4" },
	{ "values, but no name", "Ip:\nIp: 1\n", "!Ip" },
	{ "the values of another group", "Ip: A\nUdp: 1\nTcp: B\nTcp: 2\n", "!Ip Tcp B=2" },
	{ "the values of a group that begins so", "Ip: A\nIpExt: 1\n", "!Ip" },
	{ "the values of a group that is its beginning", "IpExt: A\nIp: 1\n", "!IpExt" },
	{ "names twice", "Ip: A\nIp: A\nIp: 1\n", "!Ip Ip A=1" },
	{ "names, then the next group's", "Ip: A\nUdp: B\nUdp: 2\n", "!Ip Udp B=2" },
	{ "names, then one counter", "Ip: A\nUdp6B 2\n", "!Ip Udp6 B=2" },
	{ "names, then an empty line", "Ip: A\n\nIp: 1\n", "!Ip ?" },
	{ "a value of 2^64", "Ip: A B\nIp: 1 18446744073709551616\n", "!Ip" },
	{ "a value below -2^63", "Ip: A B\nIp: 1 -9223372036854775809\n", "!Ip" },
	{ "a value with a plus", "Ip: A\nIp: +1\n", "!Ip" },
	{ "a value that is a word", "Ip: A\nIp: x1\n", "!Ip !Ip" },
	{ "a value with a word behind it", "Ip: A\nIp: 1x\n", "!Ip" },
	{ "a value with a fraction", "Ip: A\nIp: 1.5\n", "!Ip" },
	{ "a value that another one touches", "Ip: A B\nIp: 1-2\n", "!Ip" },
	{ "a value with a minus behind it", "Ip: A\nIp: 1-\n", "!Ip" },
	{ "a value that a control byte ends", "Ip: A B\nIp: 1\v2\n", "!Ip" },
	{ "a value with a byte behind it that is no ASCII",
		"Ip: A B\nIp: 1\xa0"
		"2\n",
		"!Ip" },
	{ "a lone minus", "Ip: A B\nIp: - 1\n", "!Ip" },
	{ "values without names", "Ip: 1 2\nUdp: -1\nTcp: A\nTcp: 3\n", "? ? Tcp A=3" },
	/* Bad. */
	{ "a colon alone", ": A\n: 1\n", "? ?" },
	{ "one name, no value", "Ip6A\nIp6B 2\n", "? Ip6 B=2" },
	{ "a group, no name", "Ip6 1\nSctp 2\nFoo 3\n", "? ? ?" },
	{ "one name, two values", "Ip6A 1 2\n", "?" },
	{ "one name, a value of 2^64", "Ip6A 18446744073709551616\n", "?" },
	{ "one name, a value that is a word", "Ip6A x\n", "?" },
	{ "a number alone", "17\n", "?" },
};

static void add(char *record, const char *prefix, const char *text, size_t len)
{
	size_t at = strlen(record);

	if (at + len + 4 < RECORD)
		sprintf(record + at, "%s%s%.*s", at ? " " : "", prefix, (int)len, text);
}

static void counters(struct mib_file *m, char *record)
{
	char text[64];
	struct mib c;

	add(record, "", m->group, m->group_len);
	while (mib_next(m, &c)) {
		struct fmt f = fmt_open(text, sizeof(text) - 1);

		assert_true(c.name_len > 0 && c.name_len <= MIB_NAME);
		add(record, "", c.name, c.name_len);
		if (c.known)
			mib_fmt(&f, &c);
		else
			fmt_char(&f, '?');
		assert_true(!f.cut && f.at - text <= FMT_U64 + 1);
		add(record, "=", text, (size_t)(f.at - text));
		memmove(strrchr(record, ' '), strrchr(record, ' ') + 1,
			strlen(strrchr(record, ' ') + 1) + 1);
	}
}

/* As the table of -s does it; a line that still breaks its group at the second try never ends. */
static void read_line(struct mib_file *m, char *record, const char *line, size_t len, bool whole)
{
	char *copy = exact(line, len);
	enum mib_says says = mib_read(m, copy, len, whole);
	bool broken = says == MIB_BROKEN;

	if (broken) {
		assert_true(m->group_len > 0 && m->group_len <= MIB_NAME);
		add(record, "!", m->group, m->group_len);
		says = mib_read(m, copy, len, whole);
		assert_true(says != MIB_BROKEN);
	}
	if (says == MIB_COUNTERS)
		counters(m, record);
	if ((says == MIB_BAD && !broken) || (says == MIB_COUNTERS && !whole))
		add(record, "?", "", 0);
	free(copy);
}

static void read_file(const char *file, size_t len, char *record)
{
	struct mib_file *m = calloc(1, sizeof(*m));
	const char *end;

	*record = 0;
	while ((end = memchr(file, '\n', len))) {
		read_line(m, record, file, (size_t)(end - file), true);
		len -= (size_t)(end + 1 - file);
		file = end + 1;
	}
	if (len)
		read_line(m, record, file, len, false);
	read_line(m, record, "", 0, false);
	assert_true(m->len == 0);
	free(m);
}

static void check_row(void **state)
{
	const struct row *r = *state;
	char record[RECORD];

	read_file(r->file, strlen(r->file), record);
	assert_string_equal(record, r->record);
}

/* What a prefix of a sound file says is how the file begins, but for what the cut breaks. */
static void prefix_is_sane(const void *data, const char *file, size_t len)
{
	const struct row *r = data;
	char record[RECORD], whole[RECORD];
	char *end;

	read_file(file, len, record);
	read_file(r->file, strlen(r->file), whole);
	if (strpbrk(whole, "!?"))
		return;
	while ((end = strrchr(record, ' ')) && (end[1] == '!' || end[1] == '?'))
		*end = 0;
	if (strlen(record) > 2 && strcmp(strchr(record, 0) - 2, "=?") == 0)
		strchr(record, 0)[-1] = 0;
	if (*record != '!' && *record != '?')
		assert_memory_equal(record, whole, strlen(record));
}

static void change_is_sane(const void *data, const char *file, size_t len)
{
	char record[RECORD];

	(void)data;
	read_file(file, len, record);
}

static void prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		every_prefix(rows[i].file, strlen(rows[i].file), prefix_is_sane, &rows[i]);
		every_change(rows[i].file, strlen(rows[i].file), change_is_sane, &rows[i]);
	}
}

/* The longest names and lines that are read, and those one byte longer. */
static void limits(void **state)
{
	char record[RECORD], file[2 * MIB_NAME + 64];
	char *line = malloc(MIB_LINE + 1);
	struct mib_file *m = calloc(1, sizeof(*m));
	int extra;

	(void)state;
	for (extra = 0; extra <= 1; extra++) {
		memset(line, 'N', MIB_LINE);
		sprintf(file, "Ip: %.*s\nIp: 7\n", MIB_NAME + extra, line);
		read_file(file, strlen(file), record);
		assert_int_equal(*record, extra ? '!' : 'I');
		sprintf(file, "%.*s: A\n%.*s: 7\n", MIB_NAME - 1 + extra, line,
			MIB_NAME - 1 + extra, line);
		read_file(file, strlen(file), record);
		assert_int_equal(*record, extra ? '?' : 'N');
		memcpy(line, "Ip: ", 4);
		assert_int_equal(mib_read(m, line, (size_t)(MIB_LINE + extra), true),
			extra ? MIB_BAD : MIB_NOTHING);
		assert_int_equal(mib_read(m, "", 0, true), extra ? MIB_NOTHING : MIB_BROKEN);
	}
	free(line);
	free(m);
}

static const struct rate {
	const char *name;
	uint64_t before, now, nanoseconds;
	const char *text;
} rates[] = {
	{ "nothing", 5, 5, 1000000000, "0" },
	{ "whole", 0, 7, 1000000000, "7" },
	{ "in two seconds", 10, 17, 2000000000, "3.5" },
	{ "in half a second", 10, 17, 500000000, "14" },
	{ "rounded up", 0, 2, 3000000000, "0.7" },
	{ "rounded down", 0, 1, 3000000000, "0.3" },
	{ "rounded to a whole one", 0, 2999, 3000000000, "999.7" },
	{ "rounded up to the next whole one", 0, 29999, 30000000000, "1000" },
	{ "so little that it rounds to 0", 0, 1, 60000000000, "0.0" },
	{ "back", 100, 40, 1000000000, "-60" },
	{ "back by little", 100, 99, 60000000000, "-0.0" },
	{ "back in 3 s", 100, 99, 3000000000, "-0.3" },
	{ "from below 0", UINT64_MAX, 5, 1000000000, "6" },
	{ "below 0", 5, UINT64_MAX, 1000000000, "-6" },
	{ "begun again behind 2^64-1", UINT64_MAX - 2, 2, 1000000000, "5" },
	{ "the largest", 0, INT64_MAX, 1000000000, "9223372036854775807" },
	{ "the largest back", INT64_MAX, 0, 1000000000, "-9223372036854775807" },
	{ "by 2^63", 0, UINT64_C(1) << 63, 1000000000, "-9223372036854775808" },
	{ "the largest in half a second", 0, INT64_MAX, 500000100, "18443055462617028208.4" },
	{ "more than there are digits for", 0, INT64_MAX, 400000000, "" },
	{ "in a nanosecond", 0, 1, 1, "10000" },
	{ "in the longest interval", 0, UINT64_C(4294967295) * 3, UINT64_C(4294967295) * 1000000000,
		"3" },
	{ "the largest in the longest interval", 0, INT64_MAX, UINT64_C(4294967295) * 1000000000,
		"2147483648.5" },
};

static void check_rate(void **state)
{
	const struct rate *r = *state;
	char text[FMT_U64 + 4];
	struct fmt f = fmt_open(text, FMT_U64 + 3);
	bool fits = mib_fmt_rate(&f, r->before, r->now, r->nanoseconds);

	assert_false(f.cut);
	*f.at = 0;
	assert_string_equal(text, r->text);
	assert_int_equal(fits, *r->text != 0);
}

/* Never far from what floating point makes of it, and never longer than it may be. */
static void rates_beside_floating_point(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		char text[FMT_U64 + 4];
		struct fmt f = fmt_open(text, FMT_U64 + 3);
		uint64_t before = unit_random() >> (i % 57), now = unit_random() >> (i / 57 % 57);
		uint64_t nanoseconds = (unit_random() & UINT64_C(0xffffffffff)) + 100000;
		double rate = ((double)now - (double)before) / (double)nanoseconds * 1e9;

		if (!mib_fmt_rate(&f, before, now, nanoseconds)) {
			assert_true(rate > 1.8e19 || rate < -1.8e19);
			continue;
		}
		assert_false(f.cut);
		*f.at = 0;
		/* 0.1 ms more or less */
		assert_true(strtod(text, NULL) <=
			    rate + 0.051 + (rate < 0 ? -rate : rate) * 1e5 / (double)nanoseconds);
		assert_true(strtod(text, NULL) >=
			    rate - 0.051 - (rate < 0 ? -rate : rate) * 1e5 / (double)nanoseconds);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, limits);
	UNIT_ROWS(&u, rates, check_rate);
	UNIT_TEST(&u, rates_beside_floating_point);
	return unit_run(&u, "mib");
}
