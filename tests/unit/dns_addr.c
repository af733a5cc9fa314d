/* dns_addr - questions for addresses, and what answers them, honest or not. */
#include "core/dns.h"

#include "unit.h"

enum {
	IGNORED = -1,
};

/* The question for one.example, at offset 12; what follows is at 29, its data at 41. */
#define ONE "\3one\7example\0"
#define A_IN "\0\1\0\1"
#define AAAA_IN "\0\34\0\1"
#define ANSWER(flags, questions, records) "\x12\x34" flags "\0" questions "\0" records "\0\0\0\0"
#define FINE(records) ANSWER("\x81\x80", "\1", records) ONE A_IN
#define FINE6(records) ANSWER("\x81\x80", "\1", records) ONE AAAA_IN
#define REPLY_TO(question) ANSWER("\x81\x80", "\1", "\1") question ITS V4

/* Records: owner, type, class, time to live, and the data with their length. */
#define ITS "\xc0\x0c"
#define HEAD_A "\0\1\0\1\0\0\0\74"
#define HEAD_AAAA "\0\34\0\1\0\0\0\74"
#define CNAME "\0\5\0\1\0\0\0\74"
#define V4 HEAD_A "\0\4\xc0\0\2\1"
#define OTHER_V4 HEAD_A "\0\4\xc0\0\2\2"
#define NO_V4 HEAD_A "\0\4\0\0\0\0"
#define V6 HEAD_AAAA "\0\20\x20\1\xd\xb8\0\0\0\0\0\0\0\0\0\0\0\1"
#define NO_V6 HEAD_AAAA "\0\20\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define TO_X CNAME "\0\3\1x\0"

static const struct row {
	const char *name;
	enum addr_family family;
	const char *msg;
	size_t len;
	int outcome;
	const char *text;
} rows[] = {
	{ "an address", ADDR_IPV4, BYTES(FINE("\1") ITS V4), DNS_FOUND, "192.0.2.1" },
	{ "an IPv6 address", ADDR_IPV6, BYTES(FINE6("\1") ITS V6), DNS_FOUND, "2001:db8::1" },
	{ "the first of two", ADDR_IPV4, BYTES(FINE("\2") ITS V4 ITS OTHER_V4), DNS_FOUND,
		"192.0.2.1" },
	{ "a question in capitals", ADDR_IPV4, BYTES(REPLY_TO("\3oNe\7EXAMPLE\0" A_IN)), DNS_FOUND,
		"192.0.2.1" },
	{ "an owner without a pointer", ADDR_IPV4, BYTES(FINE("\1") "\3ONE\7example\0" V4),
		DNS_FOUND, "192.0.2.1" },
	{ "no record", ADDR_IPV4, BYTES(FINE("\0")), DNS_NONE, NULL },
	{ "no such name", ADDR_IPV4, BYTES(ANSWER("\x81\x83", "\1", "\0") ONE A_IN), DNS_NONE,
		NULL },
	{ "no such name, and an address", ADDR_IPV4,
		BYTES(ANSWER("\x81\x83", "\1", "\1") ONE A_IN ITS V4), DNS_NONE, NULL },
	{ "server failure", ADDR_IPV4, BYTES(ANSWER("\x81\x82", "\1", "\1") ONE A_IN ITS V4),
		DNS_FAILED, NULL },
	{ "a server that refers to others", ADDR_IPV4, BYTES(ANSWER("\x80\0", "\1", "\0") ONE A_IN),
		DNS_FAILED, NULL },

	/* Not to this question. */
	{ "another id", ADDR_IPV4, BYTES("\x12\x35\x81\x80\0\1\0\1\0\0\0\0" ONE A_IN ITS V4),
		IGNORED, NULL },
	{ "itself a question", ADDR_IPV4, BYTES(ANSWER("\x01\x80", "\1", "\1") ONE A_IN ITS V4),
		IGNORED, NULL },
	{ "another name", ADDR_IPV4, BYTES(REPLY_TO("\3two\7example\0" A_IN)), IGNORED, NULL },
	{ "a longer name", ADDR_IPV4, BYTES(REPLY_TO("\3one\7example\3lan\0" A_IN)), IGNORED,
		NULL },
	{ "a question for IPv6", ADDR_IPV4, BYTES(REPLY_TO(ONE AAAA_IN)), IGNORED, NULL },
	{ "a question for IPv4", ADDR_IPV6, BYTES(REPLY_TO(ONE A_IN)), IGNORED, NULL },
	{ "a question for a name", ADDR_IPV4, BYTES(REPLY_TO(ONE "\0\14\0\1")), IGNORED, NULL },
	{ "another class", ADDR_IPV4, BYTES(REPLY_TO(ONE "\0\1\0\3")), IGNORED, NULL },
	{ "no question", ADDR_IPV4, BYTES(ANSWER("\x81\x80", "\0", "\1") ITS V4), IGNORED, NULL },
	{ "nothing", ADDR_IPV4, BYTES(""), IGNORED, NULL },

	/* Records of something else. */
	{ "of another owner", ADDR_IPV4, BYTES(FINE("\1") "\3two\xc0\x10" V4), DNS_FAILED, NULL },
	{ "of the owner's parent", ADDR_IPV4, BYTES(FINE("\1") "\xc0\x10" V4), DNS_FAILED, NULL },
	{ "IPv6 for IPv4", ADDR_IPV4, BYTES(FINE("\1") ITS V6), DNS_FAILED, NULL },
	{ "IPv4 for IPv6", ADDR_IPV6, BYTES(FINE6("\1") ITS V4), DNS_FAILED, NULL },
	{ "a name for an address", ADDR_IPV4, BYTES(FINE("\1") ITS "\0\14\0\1\0\0\0\74\0\5\3two\0"),
		DNS_FAILED, NULL },
	{ "of another class", ADDR_IPV4, BYTES(FINE("\1") ITS "\0\1\0\3\0\0\0\74\0\4\xc0\0\2\1"),
		DNS_FAILED, NULL },
	{ "IPv6 first, then IPv4", ADDR_IPV4, BYTES(FINE("\2") ITS V6 ITS V4), DNS_FOUND,
		"192.0.2.1" },

	/* Not an address. */
	{ "0.0.0.0", ADDR_IPV4, BYTES(FINE("\1") ITS NO_V4), DNS_NONE, NULL },
	{ "::", ADDR_IPV6, BYTES(FINE6("\1") ITS NO_V6), DNS_NONE, NULL },
	{ "0.0.0.0, then an address", ADDR_IPV4, BYTES(FINE("\2") ITS NO_V4 ITS V4), DNS_FOUND,
		"192.0.2.1" },
	{ "three bytes", ADDR_IPV4, BYTES(FINE("\1") ITS HEAD_A "\0\3\xc0\0\2\1"), DNS_FAILED,
		NULL },
	{ "five bytes", ADDR_IPV4, BYTES(FINE("\1") ITS HEAD_A "\0\5\xc0\0\2\1\1"), DNS_FAILED,
		NULL },
	{ "sixteen bytes of IPv4", ADDR_IPV4,
		BYTES(FINE("\1") ITS HEAD_A "\0\20\x20\1\xd\xb8\0\0\0\0\0\0\0\0\0\0\0\1"),
		DNS_FAILED, NULL },
	{ "four bytes of IPv6", ADDR_IPV6, BYTES(FINE6("\1") ITS HEAD_AAAA "\0\4\xc0\0\2\1"),
		DNS_FAILED, NULL },
	{ "no bytes", ADDR_IPV4, BYTES(FINE("\1") ITS HEAD_A "\0\0"), DNS_FAILED, NULL },
	{ "bytes that are not there", ADDR_IPV4, BYTES(FINE("\1") ITS HEAD_A "\0\4\xc0\0\2"),
		DNS_FAILED, NULL },
	{ "65,535 bytes", ADDR_IPV4, BYTES(FINE("\1") ITS HEAD_A "\xff\xff\xc0\0\2\1"), DNS_FAILED,
		NULL },

	/* Aliases. */
	{ "an alias", ADDR_IPV4, BYTES(FINE("\2") ITS TO_X "\xc0\x29" V4), DNS_FOUND, "192.0.2.1" },
	{ "an alias of IPv6", ADDR_IPV6, BYTES(FINE6("\2") ITS TO_X "\1X\0" V6), DNS_FOUND,
		"2001:db8::1" },
	{ "aliases of aliases, backwards", ADDR_IPV4,
		BYTES(FINE("\3") "\1y\0" V4 "\1x\0" CNAME "\0\3\1y\0" ITS TO_X), DNS_NONE, NULL },
	{ "an alias of nothing", ADDR_IPV4, BYTES(FINE("\1") ITS TO_X), DNS_NONE, NULL },
	{ "an alias, and an address of another owner", ADDR_IPV4,
		BYTES(FINE("\2") ITS TO_X "\1y\0" V4), DNS_NONE, NULL },
	{ "an alias of itself", ADDR_IPV4, BYTES(FINE("\1") ITS CNAME "\0\2\xc0\x0c"), DNS_NONE,
		NULL },
	{ "aliases of each other", ADDR_IPV4,
		BYTES(FINE("\2") ITS TO_X "\1x\0" CNAME "\0\2\xc0\x0c"), DNS_NONE, NULL },

	/* Cut off. */
	{ "cut, with an address", ADDR_IPV4, BYTES(ANSWER("\x83\x80", "\1", "\2") ONE A_IN ITS V4),
		DNS_FOUND, "192.0.2.1" },
	{ "cut, without one", ADDR_IPV4, BYTES(ANSWER("\x83\x80", "\1", "\0") ONE A_IN), DNS_FAILED,
		NULL },
	{ "cut behind an alias", ADDR_IPV4, BYTES(ANSWER("\x83\x80", "\1", "\1") ONE A_IN ITS TO_X),
		DNS_FAILED, NULL },
	{ "a record less than was said", ADDR_IPV4, BYTES(FINE("\1")), DNS_FAILED, NULL },
};

static bool parse(struct dns_answer *d, enum addr_family family, const char *msg, size_t len)
{
	uint8_t question[DNS_QUESTION];
	size_t n = dns_addr_question(question, "one.example", 11, family, 0x1234);

	return dns_parse_answer(d, (const uint8_t *)msg, len, question, n);
}

static void check_row(void **state)
{
	const struct row *r = *state;
	char *copy = exact(r->msg, r->len), text[ADDR_TEXT + 1];
	struct fmt f = fmt_open(text, ADDR_TEXT);
	struct dns_answer d;
	bool ours = parse(&d, r->family, copy, r->len);

	assert_int_equal(ours ? (int)d.outcome : IGNORED, r->outcome);
	if (r->text) {
		assert_int_equal(d.addr.family, r->family);
		addr_fmt(&f, &d.addr);
		*f.at = 0;
		assert_string_equal(text, r->text);
	}
	free(copy);
}

static void answer_is_sane(const void *data, const char *msg, size_t len)
{
	const struct row *r = data;
	struct dns_answer d;

	if (!parse(&d, r->family, msg, len))
		return;
	assert_in_range(d.outcome, DNS_FOUND, DNS_FAILED);
	if (d.outcome != DNS_FOUND)
		return;
	assert_int_equal(d.addr.family, r->family);
	assert_false(addr_is_any(&d.addr));
}

static void prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		every_prefix(rows[i].msg, rows[i].len, answer_is_sane, &rows[i]);
		every_change(rows[i].msg, rows[i].len, answer_is_sane, &rows[i]);
	}
}

/* Whatever is missing at the end of a message, no address is made of the rest. */
static void no_address_in_part(void **state)
{
	struct dns_answer d;
	size_t n;

	(void)state;
	for (n = 0; n < rows[0].len; n++) {
		char *copy = exact(rows[0].msg, n);

		assert_int_equal(parse(&d, ADDR_IPV4, copy, n), n >= 29);
		if (n >= 29)
			assert_int_equal(d.outcome, DNS_FAILED);
		free(copy);
	}
}

#define L63 "abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwxyz"
#define L61 "abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwx"

static const struct question {
	const char *name; /* and what is asked for */
	size_t len;
	const char *wire; /* NULL: it cannot be asked for */
	size_t wire_len;
} names[] = {
	{ BYTES("one.example"), BYTES(ONE) },
	{ BYTES("one.example."), BYTES(ONE) },
	{ BYTES("One"), BYTES("\3One\0") },
	{ BYTES("a"), BYTES("\1a\0") },
	{ BYTES("a."), BYTES("\1a\0") },
	{ BYTES("a.b.c"), BYTES("\1a\1b\1c\0") },
	{ BYTES("-_-.x-y"), BYTES("\3-_-\3x-y\0") },
	{ BYTES("3com.10.x9"), BYTES("\0043com\00210\2x9\0") },
	{ BYTES("10.1.2.3a"), BYTES("\00210\0011\0012\0023a\0") },
	{ BYTES("\xc3\xa4.example"), BYTES("\2\xc3\xa4\7example\0") },
	{ BYTES(L63), BYTES("\77" L63 "\0") },
	{ BYTES(L63 "." L63 "." L63 "." L61), BYTES("\77" L63 "\77" L63 "\77" L63 "\75" L61 "\0") },
	{ BYTES(L63 "." L63 "." L63 "." L61 "."),
		BYTES("\77" L63 "\77" L63 "\77" L63 "\75" L61 "\0") },
	{ BYTES(L63 "." L63 "." L63 "." L61 "y"), NULL, 0 },
	{ BYTES(L63 "." L63 "." L63 "." L61 ".."), NULL, 0 },
	{ BYTES(L63 "y"), NULL, 0 },
	{ BYTES(L63 "y.a"), NULL, 0 },
	{ BYTES(""), NULL, 0 },
	{ BYTES("."), NULL, 0 },
	{ BYTES(".."), NULL, 0 },
	{ BYTES(".a"), NULL, 0 },
	{ BYTES("a.."), NULL, 0 },
	{ BYTES("a..b"), NULL, 0 },
	{ BYTES("7"), NULL, 0 },
	{ BYTES("10.1"), NULL, 0 },
	{ BYTES("10.1."), NULL, 0 },
	{ BYTES("10.0.0.256"), NULL, 0 },
	{ BYTES("a.7"), NULL, 0 },
	{ BYTES("fe80::1"), NULL, 0 },
	{ BYTES("10.0.0.0/a"), NULL, 0 },
	{ BYTES("a b"), NULL, 0 },
	{ BYTES("a\0b"), NULL, 0 },
	{ BYTES("a\nb"), NULL, 0 },
	{ BYTES("\x1b[2J"), NULL, 0 },
	{ BYTES("a@b"), NULL, 0 },
	{ BYTES("a*"), NULL, 0 },
};

static void check_question(void **state)
{
	const struct question *q = *state;
	static const enum addr_family families[] = { ADDR_IPV4, ADDR_IPV6 };
	char *name = exact(q->name, q->len);
	uint8_t out[DNS_QUESTION];
	size_t i;

	for (i = 0; i < COUNT(families); i++) {
		size_t n = dns_addr_question(out, name, q->len, families[i], 0xabcd);

		if (!q->wire) {
			assert_int_equal(n, 0);
			continue;
		}
		assert_int_equal(n, 12 + q->wire_len + 4);
		assert_memory_equal(out, "\xab\xcd\1\0\0\1\0\0\0\0\0\0", 12);
		assert_memory_equal(out + 12, q->wire, q->wire_len);
		assert_memory_equal(out + n - 4, i ? AAAA_IN : A_IN, 4);
	}
	free(name);
}

/* Of every length and every byte: what is made is a name of labels, and no longer than it may be. */
static void questions_are_sane(void **state)
{
	char name[300];
	int round;

	(void)state;
	for (round = 0; round < 20000; round++) {
		size_t len = unit_random() % sizeof(name), n, i;
		uint8_t *out = (uint8_t *)exact(name, DNS_QUESTION);

		for (i = 0; i < len; i++)
			name[i] = "ab.7-_\xe4"[unit_random() % 40 < 1 ? unit_random() % 7 : i % 2];
		n = dns_addr_question(out, name, len, ADDR_IPV6, 0);
		if (n) {
			assert_in_range(n, 12 + 3 + 4, DNS_QUESTION);
			for (i = 12; out[i]; i += 1u + out[i])
				assert_in_range(out[i], 1, 63);
			assert_int_equal(i, n - 5);
		}
		free(out);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_ROWS(&u, names, check_question);
	UNIT_TEST(&u, questions_are_sane);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, no_address_in_part);
	return unit_run(&u, "dns_addr");
}
