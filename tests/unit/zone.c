/* zone - local time by files and by rules. */
#include "core/zone.h"

#include "hex.h"

#include <limits.h>

/* What zic 2.36 makes of tzdata 2025b, with `-b slim` and `-b fat`. */
static const char eet_slim[] =
	"545a6966320000000000000000000000000000000000000000000000000000000000000000000001"
	"0000000100000000000000545a696632000000000000000000000000000000000000000000000000"
	"000000000000270000000200000009000000000da46390000000000e8b1a10000000000f84459000"
	"000000107436900000000011642790000000001254189000000000134d4410000000001433fa9000"
	"0000001523eb90000000001613dc90000000001703cd900000000017f3be900000000018e3af9000"
	"00000019d3a090000000001ac39190000000001bbcbd10000000001cacae10000000001d9c9f1000"
	"0000001e8c9010000000001f7c811000000000206c721000000000215c631000000000224c541000"
	"000000233c451000000000242c361000000000251c271000000000260c1810000000002705439000"
	"00000027f534900000000028e525900000000029d51690000000002ac50790000000002bb4f89000"
	"0000002ca4e990000000002d94da90000000002e84cb90000000002f74bc90000000003064ad9000"
	"000000315dd910010001000100010001000100010001000100010001000100010001000100010001"
	"00010001000100001c20000500002a3001004545535400454554000a4545542d32454553542c4d33"
	"2e352e302f332c4d31302e352e302f340a";
static const char kathmandu_slim[] =
	"545a6966320000000000000000000000000000000000000000000000000000000000000000000001"
	"0000000100000000000000545a696632000000000000000000000000000000000000000000000000"
	"000000000000020000000300000010ffffffffa1f27d84000000001e1830a8010200004ffc000000"
	"004d580004000050dc000a4c4d54002b30353330002b30353435000a3c2b303534353e2d353a3435"
	"0a";
static const char kathmandu_fat[] =
	"545a6966320000000000000000000000000000000000000000000000000000000000000300000003"
	"00000010a1f27d841e1830a87fffffff01020200004ffc000000004d580004000050dc000a4c4d54"
	"002b30353330002b3035343500545a69663200000000000000000000000000000000000000000000"
	"0000000000000000030000000300000010ffffffffa1f27d84000000001e1830a8000000007fffff"
	"ff01020200004ffc000000004d580004000050dc000a4c4d54002b30353330002b30353435000a3c"
	"2b303534353e2d353a34350a";
static const char gmt_14[] =
	"545a6966320000000000000000000000000000000000000000000000000000000000000000000001"
	"0000000100000000000000545a696632000000000000000000000000000000000000000000000000"
	"0000000000000000000001000000040000c4e000002b3134000a3c2b31343e2d31340a";

static const struct recorded {
	const char *name;
	const char *hex;
	struct {
		int64_t utc;
		int32_t offset;
	} rows[20];
} recordings[] = {
	{ "EET, slim: transitions, then a rule", eet_slim,
		{ { INT64_MIN, 7200 }, { -2840145840, 7200 }, { 0, 7200 }, { 228877199, 7200 },
			{ 228877200, 10800 }, { 243997199, 10800 }, { 243997200, 7200 },
			{ 846370799, 10800 }, { 846370800, 10800 }, { 1774745999, 7200 },
			{ 1774746000, 10800 }, { 1792889999, 10800 }, { 1792890000, 7200 },
			{ 4102444800, 7200 }, { 4065123600, 7200 }, { 4065123599, 10800 } } },
	{ "Asia/Kathmandu, slim: a rule without changes", kathmandu_slim,
		{ { INT64_MIN, 20476 }, { -1577943677, 20476 }, { -1577943676, 19800 },
			{ 504901799, 19800 }, { 504901800, 20700 }, { 4102444800, 20700 },
			{ INT64_MAX, 20700 } } },
	{ "Asia/Kathmandu, fat", kathmandu_fat,
		{ { INT64_MIN, 20476 }, { -1577943677, 20476 }, { -1577943676, 19800 },
			{ 504901799, 19800 }, { 504901800, 20700 }, { 4102444800, 20700 },
			{ INT64_MAX, 20700 } } },
	{ "Etc/GMT-14: no transitions", gmt_14,
		{ { INT64_MIN, 50400 }, { 0, 50400 }, { INT64_MAX, 50400 } } },
};

static int32_t offset_by(const void *bytes, size_t len, int64_t utc)
{
	char *copy = exact(bytes, len);
	int32_t offset = zone_offset((uint8_t *)copy, len, utc);

	free(copy);
	return offset;
}

static void check_recording(void **state)
{
	const struct recorded *r = *state;
	size_t len, i;
	uint8_t *file = from_hex(r->hex, &len);

	for (i = 0; r->rows[i].offset; i++)
		assert_int_equal(offset_by(file, len, r->rows[i].utc), r->rows[i].offset);
	assert_true(i > 0);
	free(file);
}

/* Files: the counts of a header are those of UT and standard indicators, leap seconds, ... */
#define RESERVED "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define N "\0\0\0"
#define HEAD(version, indicators, leaps, times, types, chars)                                      \
	"TZif" version RESERVED N indicators N indicators N leaps N times N types N chars
#define EMPTY HEAD("2", "\0", "\0", "\0", "\1", "\0") HOUR_1
#define HOUR_1 "\0\0\x0e\x10\0\0"
#define HOUR_2 "\0\0\x1c\x20\1\0"
#define WEST_1 "\xff\xff\xf1\xf0\0\0"
#define AT_4 N "\4"
#define AT_9 N "\11"
#define LONG "\0\0\0\0"
#define BEFORE_0 "\xff\xff\xff\xff"

static const struct file_row {
	const char *name;
	const char *file;
	size_t len;
	int64_t utc;
	int32_t offset;
} files[] = {
	{ "version 1, before",
		BYTES(HEAD("\0", "\0", "\0", "\1", "\2", "\0") AT_4 "\1" WEST_1 HOUR_2), 3, -3600 },
	{ "version 1, at", BYTES(HEAD("\0", "\0", "\0", "\1", "\2", "\0") AT_4 "\1" WEST_1 HOUR_2),
		4, 7200 },
	{ "version 1 has no rule",
		BYTES(HEAD("\0", "\0", "\0", "\1", "\1", "\0") AT_4 "\0" HOUR_1 "\nA-2\n"), 4,
		3600 },
	{ "version 1, a time before 1970",
		BYTES(HEAD("\0", "\0", "\0", "\1", "\2", "\0") BEFORE_0 "\1" WEST_1 HOUR_2), -1,
		7200 },
	{ "version 1, a time before a time before 1970",
		BYTES(HEAD("\0", "\0", "\0", "\1", "\2", "\0") BEFORE_0 "\1" WEST_1 HOUR_2), -2,
		-3600 },
	{ "version 1, names, leap seconds, indicators",
		BYTES(HEAD("\0", "\2", "\1", "\1", "\2", "\4") AT_4 "\1" WEST_1 HOUR_2
								    "ABC\0" LONG N "\1"
								    "\0\0\0\0"),
		9, 7200 },
	{ "version 2, names, leap seconds, indicators",
		BYTES(HEAD("2", "\1", "\2", "\1", "\1", "\4") AT_4
			"\0" HOUR_2 "ABC\0" LONG N "\1" LONG N "\1"
			"\0\0" HEAD("2", "\1", "\1", "\1", "\1", "\4") LONG AT_4
			"\0" HOUR_1 "ABC\0" LONG LONG N "\1"
			"\0\0"
			"\n\n"),
		9, 3600 },
	{ "the last time at or before",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\2", "\2", "\0") LONG AT_4 LONG AT_9
			"\1\0" HOUR_1 HOUR_2 "\n\n"),
		8, 7200 },
	{ "behind the last",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\2", "\2", "\0") LONG AT_4 LONG AT_9
			"\1\0" HOUR_1 HOUR_2 "\n\n"),
		9, 3600 },
	{ "behind the last, by the rule",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\2", "\2", "\0") LONG AT_4 LONG AT_9
			"\1\0" HOUR_1 HOUR_2 "\nABC5\n"),
		9, -18000 },
	{ "before the last, not by the rule",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\2", "\2", "\0") LONG AT_4 LONG AT_9
			"\1\0" HOUR_1 HOUR_2 "\nABC5\n"),
		8, 7200 },
	{ "a time of 64 bits before 1970",
		BYTES(EMPTY HEAD("3", "\0", "\0", "\1", "\2", "\0") BEFORE_0 LONG "\1" WEST_1 HOUR_2
										  "\n\n"),
		-4294967297, -3600 },
	{ "a time of 64 bits before 1970, at",
		BYTES(EMPTY HEAD("3", "\0", "\0", "\1", "\2", "\0") BEFORE_0 LONG "\1" WEST_1 HOUR_2
										  "\n\n"),
		-4294967296, 7200 },
	{ "the first type is daylight-saving time",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\1", "\3", "\0") LONG AT_9
			"\2" HOUR_2 WEST_1 HOUR_1 "\n\n"),
		8, 7200 },
	{ "all types are daylight-saving time",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\1", "\1", "\0") LONG AT_9 "\0" HOUR_2 "\n\n"),
		8, 7200 },
	{ "no transitions, a rule",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\0", "\1", "\0") HOUR_1 "\nEST5EDT\n"),
		1783000000, -14400 },
	{ "no transitions, no rule",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\0", "\2", "\0") HOUR_2 WEST_1 "\n\n"),
		1783000000, 7200 },

	/* UTC. */
	{ "no file", BYTES(""), 0, 0 },
	{ "another file", BYTES("# tzdb timezone descriptions, of 60 bytes or a few bytes more"), 0,
		0 },
	{ "another first letter",
		BYTES("tZif\0" RESERVED N "\0" N "\0" N "\0" N "\0" N "\1" N "\0" HOUR_1), 0, 0 },
	{ "a byte before the file", BYTES("x" HEAD("\0", "\0", "\0", "\0", "\1", "\0") HOUR_1), 0,
		0 },
	{ "no types", BYTES(HEAD("\0", "\0", "\0", "\0", "\0", "\0") HOUR_1), 0, 0 },
	{ "a type beyond", BYTES(HEAD("\0", "\0", "\0", "\1", "\1", "\6") AT_4 "\1" HOUR_1 HOUR_2),
		4, 0 },
	{ "no second block", BYTES(EMPTY), 0, 0 },
	{ "another second block", BYTES(EMPTY HEAD("\0", "\0", "\0", "\0", "\1", "\0")), 0, 0 },
	{ "no footer", BYTES(EMPTY HEAD("2", "\0", "\0", "\0", "\1", "\0") HOUR_1), 0, 0 },
	{ "a footer of half a line",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\0", "\1", "\0") HOUR_1 "\n"), 0, 0 },
	{ "a footer that does not end",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\0", "\1", "\0") HOUR_1 "\nABC-1"), 0, 0 },
	{ "a footer that does not begin",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\0", "\1", "\0") HOUR_1 "ABC-1\n"), 0, 0 },
	{ "no rule in the footer",
		BYTES(EMPTY HEAD("2", "\0", "\0", "\0", "\1", "\0") HOUR_1 "\nABC-\n"), 0, 0 },
	{ "a type more than there is", BYTES(HEAD("\0", "\0", "\0", "\0", "\2", "\1") HOUR_1), 0,
		0 },
	{ "65,537 times for 1",
		BYTES("TZif\0" RESERVED N "\0" N "\0" N "\0"
		      "\0\1\0\1" N "\1" N "\0" AT_4 "\0" HOUR_1),
		9, 0 },
	{ "times that come to 2^34",
		BYTES("TZif\0" RESERVED N "\0" N "\0" N "\0"
		      "\xcc\xcc\xcc\xcd" N "\1" N "\0" AT_4 "\0" HOUR_1),
		9, 0 },
	{ "types that come to 2^32 and some",
		BYTES("TZif\0" RESERVED N "\0" N "\0" N "\0" N "\0"
		      "\x2a\xaa\xaa\xab" N "\0" HOUR_1),
		9, 0 },
};

static void check_file(void **state)
{
	const struct file_row *r = *state;

	assert_int_equal(offset_by(r->file, r->len, r->utc), r->offset);
}

static const struct rule_row {
	const char *name; /* is the rule */
	int64_t utc;
	int32_t offset;
} rules[] = {
	{ "UTC0", 0, 0 },
	{ "CET-1", 0, 3600 },
	{ "EST+5", 0, -18000 },
	{ "ABC1:02:03", 0, -3723 },
	{ "ABC-24:59:59", 0, 89999 },
	{ "ABC-167:59:59", 0, 604799 },
	{ "<+0330>-3:30", INT64_MAX, 12600 },
	{ "<-12>+12", INT64_MIN, -43200 },
	{ "CET-1CEST,M3.5.0,M10.5.0/3", 1774745999, 3600 },
	{ "CET-1CEST,M3.5.0,M10.5.0/3", 1774746000, 7200 },
	{ "CET-1CEST,M3.5.0,M10.5.0/3", 1792889999, 7200 },
	{ "CET-1CEST,M3.5.0,M10.5.0/3", 1792890000, 3600 },
	{ "EST5EDT", 1772953199, -18000 },
	{ "EST5EDT", 1772953200, -14400 },
	{ "EST5EDT", 1793512799, -14400 },
	{ "EST5EDT", 1793512800, -18000 },
	{ "EST5EDT", 1773000000 - 365 * 86400, -18000 },
	{ "EST5EDT4,M3.2.0,M11.1.0", 1783000000, -14400 },
	{ "EST5EDT6,M3.2.0,M11.1.0", 1783000000, -21600 },
	{ "IST-1GMT0,M10.5.0,M3.5.0/1", 1774745999, 0 },
	{ "IST-1GMT0,M10.5.0,M3.5.0/1", 1774746000, 3600 },
	{ "AEST-10AEDT,M10.1.0,M4.1.0/3", 1767225600, 39600 },
	{ "AEST-10AEDT,M10.1.0,M4.1.0/3", 1775318399, 39600 },
	{ "AEST-10AEDT,M10.1.0,M4.1.0/3", 1775318400, 36000 },
	{ "AEST-10AEDT,M10.1.0,M4.1.0/3", 1791043199, 36000 },
	{ "AEST-10AEDT,M10.1.0,M4.1.0/3", 1791043200, 39600 },
	{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1774745999, -7200 },
	{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1774746000, -3600 },
	{ "EET-2EEST,M3.4.4/50,M10.4.4/50", 1774655999, 7200 },
	{ "EET-2EEST,M3.4.4/50,M10.4.4/50", 1774656000, 10800 },

	/* 2027-03-01 and 2028-03-01: J counts no 29 February. */
	{ "ABC0DEF,J60/0,J300", 1803859199, 0 },
	{ "ABC0DEF,J60/0,J300", 1803859200, 3600 },
	{ "ABC0DEF,J60/0,J300", 1835481599, 0 },
	{ "ABC0DEF,J60/0,J300", 1835481600, 3600 },
	{ "ABC0DEF,59/0,J300", 1803859200, 3600 },
	{ "ABC0DEF,59/0,J300", 1803859199, 0 },
	{ "ABC0DEF,59/0,J300", 1835395199, 0 },
	{ "ABC0DEF,59/0,J300", 1835395200, 3600 },
	{ "ABC0DEF,J59/0,J300", 1835308800, 3600 },
	{ "ABC0DEF,J59/0,J300", 1835308799, 0 },
	/* The last Tuesday and Thursday of February 2028: 29 and 24. */
	{ "ABC0DEF,M2.5.2/0,J300", 1835395199, 0 },
	{ "ABC0DEF,M2.5.2/0,J300", 1835395200, 3600 },
	{ "ABC0DEF,M2.5.4/0,J300", 1834963199, 0 },
	{ "ABC0DEF,M2.5.4/0,J300", 1834963200, 3600 },

	/* The whole year: RFC 9636, 3.3.1. */
	{ "EST5EDT,0/0,J365/25", 1767243600, -14400 },
	{ "EST5EDT,0/0,J365/25", 1767243599, -14400 },
	{ "EST5EDT,0/0,J365/25", 1783000000, -14400 },

	{ "", 0, 0 },
	{ "UTC", 0, 0 },
	{ "AB1", 0, 0 },
	{ "1", 0, 0 },
	{ "<ABC1", 0, 0 },
	{ "<>1", 0, 0 },
	{ "ABC168", 0, 0 },
	{ "ABC-168", 0, 0 },
	{ "ABC1:60", 0, 0 },
	{ "ABC1:00:60", 0, 0 },
	{ "ABC1:", 0, 0 },
	{ "ABC1:0:0:0", 0, 0 },
	{ "ABC--1", 0, 0 },
	{ "ABC 1", 0, 0 },
	{ "ABC4294967296", 0, 0 },
	{ "ABC1 ", 0, 0 },
	{ "ABC1D", 0, 0 },
	{ "ABC1DEF,", 0, 0 },
	{ "ABC1DEF,M3.2.0", 0, 0 },
	{ "ABC1DEF,M3.2.0,", 0, 0 },
	{ "ABC1DEF,M3.2.0,M11.1.0,", 0, 0 },
	{ "ABC1DEF,M3.2.0,M11.1.0/", 0, 0 },
	{ "ABC1DEF,M3.2.0,M11.1.0/168", 0, 0 },
	{ "ABC1DEF,M3.2.0/-168,M11.1.0", 0, 0 },
	{ "ABC1DEF,M0.2.0,M11.1.0", 0, 0 },
	{ "ABC1DEF,M13.2.0,M11.1.0", 0, 0 },
	{ "ABC1DEF,M3.0.0,M11.1.0", 0, 0 },
	{ "ABC1DEF,M3.6.0,M11.1.0", 0, 0 },
	{ "ABC1DEF,M3.2.7,M11.1.0", 0, 0 },
	{ "ABC1DEF,M3.2,M11.1.0", 0, 0 },
	{ "ABC1DEF,J0,M11.1.0", 0, 0 },
	{ "ABC1DEF,J366,M11.1.0", 0, 0 },
	{ "ABC1DEF,366,M11.1.0", 0, 0 },
	{ "ABC1DEF,K3,M11.1.0", 0, 0 },
	{ "Europe/Berlin", 0, 0 },
};

static int32_t offset_of(const char *rule, size_t len, int64_t utc)
{
	char *copy = exact(rule, len);
	int32_t offset = zone_rule(copy, len, utc);

	free(copy);
	return offset;
}

static void check_rule(void **state)
{
	const struct rule_row *r = *state;

	assert_int_equal(offset_of(r->name, strlen(r->name), r->utc), r->offset);
}

/* 168 hours, and one more. */
static void rule_is_sane(const void *data, const char *rule, size_t len)
{
	const struct rule_row *r = data;
	int32_t offset = offset_of(rule, len, r->utc);

	assert_true(offset > -608400 && offset < 608400);
}

static void prefixes_and_changes_of_rules(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rules); i++) {
		every_prefix(rules[i].name, strlen(rules[i].name), rule_is_sane, &rules[i]);
		every_change(rules[i].name, strlen(rules[i].name), rule_is_sane, &rules[i]);
	}
}

static void reads_within(const void *data, const char *file, size_t len)
{
	const int64_t *utc = data;

	zone_offset((const uint8_t *)file, len, *utc);
}

/* A file that is cut gives UTC, or what it gives as a whole if that comes before the cut. */
static void prefixes_and_changes_of_files(void **state)
{
	static const int64_t times[] = { INT64_MIN, 0, 228877200, 1774746000 };
	size_t i, k, n;

	(void)state;
	for (i = 0; i < COUNT(recordings); i++) {
		size_t len;
		uint8_t *file = from_hex(recordings[i].hex, &len);

		for (k = 0; k < COUNT(times); k++) {
			int32_t whole = offset_by(file, len, times[k]);

			assert_int_not_equal(whole, 0);
			for (n = 0; n < len; n++) {
				int32_t offset = offset_by(file, n, times[k]);

				if (offset)
					assert_int_equal(offset, whole);
			}
			assert_int_equal(offset_by(file, len / 2, times[k]), 0);
			every_change((char *)file, len, reads_within, &times[k]);
		}
		free(file);
	}
	for (i = 0; i < COUNT(files); i++) {
		every_prefix(files[i].file, files[i].len, reads_within, &files[i].utc);
		every_change(files[i].file, files[i].len, reads_within, &files[i].utc);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, recordings, check_recording);
	UNIT_ROWS(&u, files, check_file);
	UNIT_ROWS(&u, rules, check_rule);
	UNIT_TEST(&u, prefixes_and_changes_of_rules);
	UNIT_TEST(&u, prefixes_and_changes_of_files);
	return unit_run(&u, "zone");
}
