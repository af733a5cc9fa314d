/* nl - netlink messages, whole, cut and with lengths that lie. */
#include "core/nl.h"

#include "unit.h"
#include "hex.h"
#include "replies.h"

static void walk_attributes(char *out, const uint8_t *bytes, size_t len)
{
	struct nl_walk w = nl_open(bytes, len);
	struct nl_attr a;

	while (nl_next_attr(&w, &a)) {
		assert_true(a.body >= bytes && a.body + a.len <= bytes + len);
		if (out)
			sprintf(out + strlen(out), "%s%u:%zu", *out ? " " : "", a.type, a.len);
	}
	assert_ptr_equal(w.at, bytes + len);
	assert_false(nl_next_attr(&w, &a));
}

/* How many bytes the fixed part of a reply takes. */
static size_t fixed(const struct nl_msg *m)
{
	return m->type != 20 ? m->len : m->body[0] == 1 ? 16 : 72;
}

static void recorded(void **state)
{
	const struct reply *r = *state;
	size_t len;
	uint8_t *bytes = from_hex(r->hex, &len);
	struct nl_walk w = nl_open(bytes, len);
	struct nl_msg m;
	char attributes[200] = "";

	little_endian_only();
	assert_true(nl_next(&w, &m));
	assert_int_equal(m.len, len - NL_HEADER);
	assert_ptr_equal(m.body, bytes + NL_HEADER);
	assert_int_equal(m.type, nl_u16(bytes + 4));
	walk_attributes(attributes, m.body + fixed(&m), m.len - fixed(&m));
	assert_string_equal(attributes, r->attributes);
	assert_false(nl_next(&w, &m));
	assert_false(nl_next(&w, &m));
	free(bytes);
}

/* All of them behind one another, as a dump brings them; cut at every length. */
static void a_dump_cut_anywhere(void **state)
{
	size_t i, len, ends[COUNT(replies)], total = 0, n;
	uint8_t *all = calloc(1, 8000);

	(void)state;
	little_endian_only();
	for (i = 0; i < COUNT(replies); i++) {
		uint8_t *one = from_hex(replies[i].hex, &len);

		assert_true(total + len < 8000);
		memcpy(all + total, one, len);
		total += len;
		ends[i] = total;
		free(one);
	}
	for (n = 0; n <= total; n++) {
		uint8_t *cut = (uint8_t *)exact(all, n);
		struct nl_walk w = nl_open(cut, n);
		struct nl_msg m;

		for (i = 0; nl_next(&w, &m); i++) {
			assert_true(i < COUNT(replies) && ends[i] <= n);
			assert_ptr_equal(m.body + m.len, cut + ends[i]);
			walk_attributes(NULL, m.body, m.len);
		}
		assert_true(i == COUNT(replies) || ends[i] > n);
		assert_ptr_equal(w.at, cut + n);
		free(cut);
	}
	free(all);
}

/* A message of 24 bytes whose length says something else, and one behind it. */
static const struct length_row {
	const char *name;
	uint32_t says;
	int messages;
	size_t first; /* bytes of the first one's body */
} lengths[] = {
	{ "length 0", 0, 0, 0 },
	{ "length 1", 1, 0, 0 },
	{ "length 15", 15, 0, 0 },
	{ "length 16, then the rest is no message", 16, 1, 0 },
	{ "length 21 is padded", 21, 2, 5 },
	{ "length 24", 24, 2, 8 },
	{ "length 43, one byte before the end", 43, 1, 27 },
	{ "length 44, the end", 44, 1, 28 },
	{ "length 45, beyond the end", 45, 0, 0 },
	{ "length 2^31", 1u << 31, 0, 0 },
	{ "length 2^32 - 1", UINT32_MAX, 0, 0 },
	{ "length 2^32 - 4, which padding would make 0", UINT32_MAX - 3, 0, 0 },
};

static void length_that_lies(void **state)
{
	const struct length_row *r = *state;
	uint8_t bytes[44] = { 0 }, *copy;
	struct nl_walk w;
	struct nl_msg m;
	int n;

	nl_header(bytes, 20, 0, 1, 8);
	nl_header(bytes + 24, 21, 0, 2, 4);
	nl_put_u32(bytes, r->says);
	copy = (uint8_t *)exact(bytes, sizeof(bytes));
	w = nl_open(copy, sizeof(bytes));
	for (n = 0; nl_next(&w, &m); n++)
		if (n == 0)
			assert_int_equal(m.len, r->first);
		else
			assert_int_equal(m.type, 21);
	assert_int_equal(n, r->messages);
	assert_ptr_equal(w.at, copy + sizeof(bytes));
	free(copy);
}

static const struct attr_row {
	const char *name;
	const char *bytes;
	size_t len;
	const char *attributes;
} attributes[] = {
	{ "no attribute", BYTES(""), "" },
	{ "three bytes are none", BYTES("\4\0\1"), "" },
	{ "length 0", BYTES("\0\0\1\0\4\0\2\0"), "" },
	{ "length 1", BYTES("\1\0\1\0\4\0\2\0"), "" },
	{ "length 2", BYTES("\2\0\1\0\4\0\2\0"), "" },
	{ "length 3", BYTES("\3\0\1\0\4\0\2\0"), "" },
	{ "length 4, nothing inside", BYTES("\4\0\1\0\4\0\2\0"), "1:0 2:0" },
	{ "length 5, padded", BYTES("\5\0\1\0x...\4\0\2\0"), "1:1 2:0" },
	{ "length 5, the padding is missing", BYTES("\5\0\1\0x"), "1:1" },
	{ "length 7, the padding is cut", BYTES("\7\0\1\0xyz"), "1:3" },
	{ "length 8, one byte is missing", BYTES("\10\0\1\0xyz"), "" },
	{ "one byte beyond the end", BYTES("\5\0\1\0"), "" },
	{ "far beyond the end", BYTES("\377\377\1\0xxxx"), "" },
	{ "the second one is beyond the end", BYTES("\10\0\1\0xxxx\10\0\2\0yyy"), "1:4" },
	{ "the second one has length 0", BYTES("\10\0\1\0xxxx\0\0\2\0yyy"), "1:4" },
	{ "two bytes behind the last one", BYTES("\10\0\1\0xxxx\4\0"), "1:4" },
	{ "the largest type", BYTES("\4\0\377\377"), "65535:0" },
};

static void attribute(void **state)
{
	const struct attr_row *r = *state;
	uint8_t *bytes = (uint8_t *)exact(r->bytes, r->len);
	char out[100] = "";

	little_endian_only();
	walk_attributes(out, bytes, r->len);
	assert_string_equal(out, r->attributes);
	free(bytes);
}

static const struct error_row {
	const char *name;
	uint16_t type;
	size_t len;
	uint32_t value;
	int error;
} errors[] = {
	{ "an acknowledgement", NL_ERROR, 4, 0, 0 },
	{ "ENOENT", NL_ERROR, 4, (uint32_t)-2, 2 },
	{ "EINVAL and the request", NL_ERROR, 76, (uint32_t)-22, 22 },
	{ "the largest errno", NL_ERROR, 4, (uint32_t)-4095, 4095 },
	{ "no error is above 0", NL_ERROR, 4, 7, -1 },
	{ "nor is it 2^31 - 1", NL_ERROR, 4, 0x7fffffff, -1 },
	{ "-2^31 has no positive", NL_ERROR, 4, 0x80000000, -1 },
	{ "an error of 3 bytes", NL_ERROR, 3, 0, -1 },
	{ "an error of no byte", NL_ERROR, 0, 0, -1 },
	{ "done", NL_DONE, 4, 0, 0 },
	{ "done without a word", NL_DONE, 0, 0, 0 },
	{ "done, but with an error", NL_DONE, 4, (uint32_t)-105, 105 },
	{ "done in 3 bytes", NL_DONE, 3, 0, 0 },
};

static void error(void **state)
{
	const struct error_row *r = *state;
	uint8_t value[80];
	uint8_t *body;
	struct nl_msg m;

	nl_put_u32(value, r->value);
	body = (uint8_t *)exact(value, r->len);
	m = (struct nl_msg){ .type = r->type, .body = body, .len = r->len };
	assert_int_equal(nl_error(&m), r->error);
	free(body);
}

/* What Linux 6.18 answered to a request for a route, and how such answers can lie. */
#define ERROR_HEADER(len, flags) len "00000200" flags "11223344b7500000"
#define REQUEST_HEADER "2c00000018000506112233440000000002180000fe0300010000000008000100cb007100"
#define GATEWAY "08000500c0000201"
#define INVALID_GATEWAY "4e657874686f702068617320696e76616c6964206761746577617900"

static const struct words_row {
	const char *name;
	const char *hex; /* the whole message */
	const char *words;
} words_rows[] = {
	{ "the request is there",
		ERROR_HEADER("6000", "0002") "9bffffff" REQUEST_HEADER GATEWAY
					     "20000100" INVALID_GATEWAY,
		"Nexthop has invalid gateway" },
	{ "capped",
		ERROR_HEADER("4400", "0003") "9bffffff2c000000180005061122334400000000"
					     "20000100" INVALID_GATEWAY,
		"Nexthop has invalid gateway" },
	{ "capped, padded",
		ERROR_HEADER("5000", "0003") "eaffffff240000001800050611223344000000002b000100"
					     "496e76616c69642070726566697820666f7220676976656e20"
					     "707265666978206c656e6774680000",
		"Invalid prefix for given prefix length" },
	{ "a policy behind the words",
		ERROR_HEADER("7800", "0003") "deffffff2c000000180005061122334400000000"
					     "270001004174747269627574652066"
					     "61696c656420706f6c6963792076616c69646174696f6e0000"
					     "0800020024000000240004800c00040000000000000000000c"
					     "000500ffffffff000000000800010004000000",
		"Attribute failed policy validation" },
	{ "the request and no attributes",
		ERROR_HEADER("3800", "0000") "efffffff2400000018000506112233440000000002180000fe03"
					     "00060000000008000100cb007100",
		"" },
	{ "an acknowledgement",
		ERROR_HEADER("2400", "0001") "0000000024000000180005061122334400000000", "" },
	{ "words, but the flag of attributes is missing",
		ERROR_HEADER("4400", "0001") "9bffffff2c000000180005061122334400000000"
					     "20000100" INVALID_GATEWAY,
		"" },
	{ "not capped, though the request is missing",
		ERROR_HEADER("4400", "0002") "9bffffff2c000000180005061122334400000000"
					     "20000100" INVALID_GATEWAY,
		"" },
	{ "another type of message",
		"4400000003000003"
		"11223344b7500000"
		"9bffffff2c000000180005061122334400000000"
		"20000100" INVALID_GATEWAY,
		"" },
	{ "errno alone", ERROR_HEADER("1400", "0002") "9bffffff", "" },
	{ "errno and half a header",
		ERROR_HEADER("2300", "0003") "9bffffff2c0000001800050611223344000000", "" },
	{ "flags of attributes, and none",
		ERROR_HEADER("2400", "0003") "9bffffff2c000000180005061122334400000000", "" },
	{ "words of no byte, then some",
		ERROR_HEADER("3000", "0003") "9bffffff2c000000180005061122334400000000"
					     "04000100"
					     "0700010061620000",
		"ab" },
	{ "words without a NUL",
		ERROR_HEADER("2a00", "0003") "9bffffff2c000000180005061122334400000000"
					     "060001006162",
		"ab" },
	{ "words that begin with a NUL",
		ERROR_HEADER("2c00", "0003") "9bffffff2c000000180005061122334400000000"
					     "0800010000616263",
		"" },
	{ "words behind another attribute",
		ERROR_HEADER("3400", "0003") "9bffffff2c000000180005061122334400000000"
					     "0800020024000000"
					     "0700010061620000",
		"ab" },
	{ "words that do not fit",
		ERROR_HEADER("2c00", "0003") "9bffffff2c000000180005061122334400000000"
					     "0900010061620000",
		"" },
	{ "a request of 15 bytes",
		ERROR_HEADER("2c00", "0002") "9bffffff0f000000180005061122334400000000"
					     "0700010061620000",
		"" },
	{ "a request of 16 bytes",
		ERROR_HEADER("2c00", "0002") "9bffffff10000000180005061122334400000000"
					     "0700010061620000",
		"ab" },
	{ "a request of 17 bytes is padded",
		ERROR_HEADER("3000", "0002") "9bffffff110000001800050611223344"
					     "0000000000000000"
					     "0700010061620000",
		"ab" },
	{ "a request that ends where the message does",
		ERROR_HEADER("2c00", "0002") "9bffffff18000000180005061122334400000000"
					     "0700010061620000",
		"" },
	{ "a request one byte beyond the end",
		ERROR_HEADER("2c00", "0002") "9bffffff19000000180005061122334400000000"
					     "0700010061620000",
		"" },
	{ "a request of 2^32 - 1 bytes",
		ERROR_HEADER("2c00", "0002") "9bffffffffffffff180005061122334400000000"
					     "0700010061620000",
		"" },
	{ "capped, a request of 2^32 - 1 bytes",
		ERROR_HEADER("2c00", "0003") "9bffffffffffffff180005061122334400000000"
					     "0700010061620000",
		"ab" },
};

static void error_words(void **state)
{
	const struct words_row *r = *state;
	const char *words = NULL;
	size_t len, n;
	uint8_t *bytes = from_hex(r->hex, &len);
	struct nl_walk w = nl_open(bytes, len);
	struct nl_msg m;

	little_endian_only();
	assert_true(nl_next(&w, &m));
	assert_int_equal(m.len, len - NL_HEADER);
	n = nl_error_words(&m, &words);
	assert_int_equal(n, strlen(r->words));
	if (n)
		assert_memory_equal(words, r->words, n);
	free(bytes);
}

/* The words lie inside, whatever the lengths say. */
static void words_are_inside(const void *data, const char *bytes, size_t len)
{
	const uint16_t *flags = data;
	const struct nl_msg m = { .type = NL_ERROR,
		.flags = *flags,
		.body = (const uint8_t *)bytes,
		.len = len };
	const char *words = NULL;
	size_t n = nl_error_words(&m, &words);

	if (n)
		assert_true(*flags & 0x200 && words >= bytes + 20 && words + n <= bytes + len);
}

static void words_cut_and_changed(void **state)
{
	static const uint16_t flags[] = { 0x200, 0x300, 0x100, 0xffff };
	size_t i, j, len;

	(void)state;
	for (i = 0; i < COUNT(words_rows); i++) {
		uint8_t *bytes = from_hex(words_rows[i].hex, &len);

		for (j = 0; j < COUNT(flags); j++) {
			every_prefix((char *)bytes + NL_HEADER, len - NL_HEADER, words_are_inside,
				&flags[j]);
			every_change((char *)bytes + NL_HEADER, len - NL_HEADER, words_are_inside,
				&flags[j]);
		}
		free(bytes);
	}
}

static void a_header_is_read_again(void **state)
{
	uint8_t *out = malloc(NL_HEADER + 5);
	struct nl_walk w;
	struct nl_msg m;

	(void)state;
	memset(out, 0xaa, NL_HEADER + 5);
	assert_int_equal(nl_header(out, 20, NL_REQUEST | NL_DUMP, 0x12345678, 5), NL_HEADER + 5);
	assert_int_equal(nl_u32(out + 12), 0); /* the kernel's port */
	w = nl_open(out, NL_HEADER + 5);
	assert_true(nl_next(&w, &m));
	assert_int_equal(m.type, 20);
	assert_int_equal(m.flags, 0x301);
	assert_int_equal(m.seq, 0x12345678);
	assert_int_equal(m.len, 5);
	free(out);
}

static void numbers_at_any_alignment(void **state)
{
	uint8_t bytes[16];
	size_t i;

	(void)state;
	for (i = 0; i < 8; i++) {
		memset(bytes, 0, sizeof(bytes));
		nl_put_u32(bytes + i, 0xfedcba98);
		assert_int_equal(nl_u32(bytes + i), 0xfedcba98);
		nl_put_u16(bytes + i, 0xfedc);
		assert_int_equal(nl_u16(bytes + i), 0xfedc);
		assert_int_equal(bytes[i + 4], 0);
	}
}

/* Attributes in attributes, with padding; what is not written stays. */
static void attributes_are_put(void **state)
{
	static const uint8_t expected[] = "\xaa\xaa\xaa\xaa"
					  "\4\0\1\0"
					  "\5\0\2\0x\0\0\0"
					  "\34\0\3\x80"
					  "\10\0\1\0abcd"
					  "\20\0\4\x80"
					  "\13\0\377\x7f"
					  "1234567\0"
					  "\4\0\5\x80";
	const size_t size = sizeof(expected) - 1;
	uint8_t *bytes = calloc(1, size);
	struct nl_build b = { bytes, 4 };
	size_t outer, inner;

	(void)state;
	little_endian_only();
	memset(bytes, 0xaa, 4);
	nl_put(&b, 1, "", 0);
	nl_put(&b, 2, "x", 1);
	outer = nl_nest(&b, 3 | NL_NESTED);
	nl_put(&b, 1, "abcd", 4);
	inner = nl_nest(&b, 4 | NL_NESTED);
	nl_put(&b, 0x7fff, "1234567", 7);
	nl_nest_end(&b, inner);
	nl_nest_end(&b, outer);
	nl_nest_end(&b, nl_nest(&b, 5 | NL_NESTED));
	assert_int_equal(b.len, size);
	assert_memory_equal(bytes, expected, size);
	free(bytes);
}

/* Any change of a byte may make fewer or other messages, never one outside. */
static void change_is_bounded(const void *data, const char *bytes, size_t len)
{
	struct nl_walk w = nl_open(bytes, len);
	const uint8_t *from = w.at;
	struct nl_msg m;

	(void)data;
	while (nl_next(&w, &m)) {
		assert_true(m.body >= from + NL_HEADER && m.body + m.len <= from + len);
		walk_attributes(NULL, m.body, m.len);
		nl_error(&m);
	}
}

static void every_change_is_bounded(void **state)
{
	size_t i, len;

	(void)state;
	for (i = 0; i < COUNT(replies); i++) {
		char *bytes = (char *)from_hex(replies[i].hex, &len);

		every_change(bytes, len, change_is_bounded, NULL);
		free(bytes);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, replies, recorded);
	UNIT_TEST(&u, a_dump_cut_anywhere);
	UNIT_ROWS(&u, lengths, length_that_lies);
	UNIT_ROWS(&u, attributes, attribute);
	UNIT_ROWS(&u, errors, error);
	UNIT_ROWS(&u, words_rows, error_words);
	UNIT_TEST(&u, words_cut_and_changed);
	UNIT_TEST(&u, a_header_is_read_again);
	UNIT_TEST(&u, numbers_at_any_alignment);
	UNIT_TEST(&u, attributes_are_put);
	UNIT_TEST(&u, every_change_is_bounded);
	return unit_run(&u, "nl");
}
