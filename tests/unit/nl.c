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
	UNIT_TEST(&u, a_header_is_read_again);
	UNIT_TEST(&u, numbers_at_any_alignment);
	UNIT_TEST(&u, every_change_is_bounded);
	return unit_run(&u, "nl");
}
